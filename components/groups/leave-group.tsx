'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { fieldsOf } from '#client/http.ts'
import { useLeaveGroup } from '#client/members.ts'
import { Button } from '#components/ui/button.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { type FormReply, typedInto } from '#domain/form-reply.ts'
import type { WordsLeft } from '#domain/group.ts'
import * as words from '#messages/account.ts'
import * as anew from '#messages/anew.ts'
import * as say from '#messages/members.ts'

type LeaveProps = { groupId: string; viewer: string; hasPassword: boolean; reply: FormReply | null }

/** The way out of a group, and what becomes of one's words in it. */
export function LeaveGroup({ groupId, viewer, hasPassword, reply }: LeaveProps) {
  const leave = useLeaveGroup(groupId)
  const plain = { action: `/api/groups/${groupId}/departure`, back: `/groups/${groupId}/members/leave`, reply, fields: { viewer } }
  // A whole page load, because nothing that this browser knows of the group may stay on the screen.
  const go = (filled: FormData) =>
    leave.mutate(
      { words: typed(filled, 'words') as WordsLeft, current: typed(filled, 'current') },
      { onSuccess: () => location.assign('/') },
    )
  const error = whyFailed(leave, plain)
  return (
    <Form onSubmit={go} plain={plain} error={error}>
      <ChoiceField
        legend={say.wordsInGroup()}
        name="words"
        chosen={typedInto(reply, plain.action).words ?? 'keep'}
        choices={[
          { value: 'keep', label: say.keepAsIs(), about: say.keepAsIsAbout() },
          { value: 'nameless', label: words.keepWords(), about: words.keepWordsAbout() },
          { value: 'remove', label: words.removeWords(), about: words.removeWordsAbout() },
        ]}
      />
      <p className="text-muted text-sm">{say.namelessForGood()}</p>
      <ProofField
        hasPassword={hasPassword}
        label={anew.yourPassword()}
        hint={anew.onlyForWords()}
        required={false}
        error={fieldsOf(error).current}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="danger" busy={leave.isPending || leave.isSuccess}>
          {say.leaveTheGroup()}
        </Button>
        <Link href={`/groups/${groupId}/members` as Route} className="link">
          {say.stay()}
        </Link>
      </div>
    </Form>
  )
}
