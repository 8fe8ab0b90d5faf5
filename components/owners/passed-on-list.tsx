import { Quoted } from '#components/moderation/told-words.tsx'
import { GroupLink } from '#components/owners/group-numbers.tsx'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { PassedOn } from '#domain/oversight.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/installation.ts'
import * as moderation from '#messages/moderation.ts'

type ListProps = { items: PassedOn[]; viewer: string; reply: FormReply | null }

/** What members passed on, with the words themselves: the only ones that owners of the installation read. */
export function PassedOnList({ items, viewer, reply }: ListProps) {
  if (items.length === 0) return <p>{say.noPassedOn()}</p>
  return (
    <ul className="measure space-y-6">
      {items.map(({ id, groupId, reason, at, words }) => (
        <li key={id} className="card space-y-3">
          <p className="text-muted text-sm">
            {say.passedOnFrom()} <GroupLink id={groupId} /> · <Time at={at} />
          </p>
          {words ? (
            <div>
              <p className="wrap-anywhere font-medium">
                {moderation.whoseWords({
                  noun: words.noun,
                  name: words.creator === null ? moderation.somebody() : creatorName({ name: words.creator }),
                })}
              </p>
              <Quoted body={words.body} html={words.html} />
            </div>
          ) : (
            <p className="text-muted">{say.wordsGone()}</p>
          )}
          <p dir="auto" className="wrap-anywhere">
            {say.passedOnReason({ reason })}
          </p>
          <ActForm {...{ viewer, reply }} action={`/api/installation/passed-on/${id}`} back="/installation/passed-on" fields={{}}>
            <Button type="submit">{say.settle()}</Button>
          </ActForm>
        </li>
      ))}
    </ul>
  )
}
