'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useRemoveMember, useUpdateMember } from '#client/members.ts'
import { ROLE_WORDS } from '#components/groups/role-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Member, Role, WordsLeft } from '#domain/group.ts'
import * as say from '#messages/members.ts'

type ChangeProps = { groupId: string; member: Member; done: () => void }
/** What is about to happen and cannot be taken back by one press. */
type Asked = 'hand-over' | 'remove' | null

/** What may be changed about one member: role, ownership, belonging. Steps that are hard to take back ask once more. */
export function ChangeMember({ groupId, member, done }: ChangeProps) {
  const { userId, name, role, roles, can } = member
  const [asked, setAsked] = useState<Asked>(null)
  const [withdrawLinks, setWithdrawLinks] = useState(true)
  const [words, setWords] = useState<WordsLeft>('keep')
  const [update, remove] = [useUpdateMember(groupId), useRemoveMember(groupId)]
  const [router, toast] = [useRouter(), useToast()]
  const finish = (words: string) => () => {
    done()
    toast(words)
    // The page itself knows the viewer's rights, which may have changed.
    router.refresh()
  }
  const give = (given: Role, words: string) => update.mutate({ userId, role: given }, { onSuccess: finish(words) })
  const error = update.error ?? remove.error
  const other: Role = role === 'FACILITATOR' ? 'MEMBER' : 'FACILITATOR'
  return (
    <div className="space-y-5">
      {error && <Notice tone="error">{error.message}</Notice>}
      {asked === null && (
        <>
          {roles.includes(other) && (
            <Choice words={`${ROLE_WORDS[other].name}: ${ROLE_WORDS[other].may}`}>
              <Button onClick={() => give(other, `${name} is now a ${ROLE_WORDS[other].name.toLowerCase()}.`)} busy={update.isPending}>
                Make {name} a {ROLE_WORDS[other].name.toLowerCase()}
              </Button>
            </Choice>
          )}
          {roles.includes('OWNER') && (
            <Choice words="A group has one owner. You stay as a facilitator.">
              <Button onClick={() => setAsked('hand-over')}>Hand the group over to {name}</Button>
            </Choice>
          )}
          {can.remove && (
            <Choice words={say.removalKeeps()}>
              <Button variant="danger" onClick={() => setAsked('remove')}>
                Remove {name} from the group
              </Button>
            </Choice>
          )}
        </>
      )}
      {asked === 'hand-over' && (
        <Choice words={`${name} will own the group and alone decide about roles. Only they can give it back.`}>
          <Button variant="danger" onClick={() => give('OWNER', `${name} now owns the group.`)} busy={update.isPending}>
            Hand it over
          </Button>
          <Button onClick={() => setAsked(null)}>Keep it</Button>
        </Choice>
      )}
      {asked === 'remove' && (
        <Choice
          words={say.removalShuts({ name })}
          more={
            <>
              <WordsChoice name={name} words={words} onChange={setWords} />
              <label className="flex items-start gap-2">
                <input
                  type="checkbox"
                  className="mt-1 size-4 shrink-0"
                  checked={withdrawLinks}
                  onChange={({ target }) => setWithdrawLinks(target.checked)}
                />
                <span>
                  {say.withdrawLinks()}
                  <span className="block text-muted text-sm">{say.withdrawLinksWhy()}</span>
                </span>
              </label>
            </>
          }
        >
          <Button
            variant="danger"
            // A promise: the page may hear of it by its stream, and close this, before the answer comes.
            onClick={() =>
              remove.mutateAsync({ userId, words, withdrawLinks }).then(finish(`${name} is no longer in the group.`), () => undefined)
            }
            busy={remove.isPending}
          >
            Remove {name}
          </Button>
          <Button onClick={() => setAsked(null)}>Keep {name}</Button>
        </Choice>
      )}
    </div>
  )
}

type WordsChoiceProps = { name: string; words: WordsLeft; onChange: (words: WordsLeft) => void }

/** What becomes of what somebody wrote who is taken out of the group. */
function WordsChoice({ name, words, onChange }: WordsChoiceProps) {
  const choices = { keep: say.theirsStays({ name }), nameless: say.theirsNameless(), remove: say.theirsGoes() }
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 font-medium">{say.theirWords({ name })}</legend>
      {Object.entries(choices).map(([value, label]) => (
        <label key={value} className="flex items-start gap-3">
          <input
            type="radio"
            name="words"
            checked={words === value}
            onChange={() => onChange(value as WordsLeft)}
            className="mt-1 size-4 shrink-0"
          />
          {label}
        </label>
      ))}
      <p className="text-muted text-sm">{say.theirsForGood()}</p>
    </fieldset>
  )
}

function Choice({ words, more, children }: { words: string; more?: ReactNode; children: ReactNode }) {
  return (
    <div className="space-y-3">
      {more}
      <div className="flex flex-wrap gap-3">{children}</div>
      <p className="text-muted text-sm">{words}</p>
    </div>
  )
}
