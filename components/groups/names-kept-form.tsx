import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { type FormReply, isDone, refusalFor } from '#domain/form-reply.ts'
import { NAMES_WEEKS, type NamesKept } from '#domain/names-kept.ts'
import * as say from '#messages/names-kept.ts'

type FormProps = { groupId: string; kept: NamesKept; may: boolean; viewer: string; reply: FormReply | null }

/** How long the group keeps names, for its owner to set and for everybody to know. The browser sends it itself. */
export function NamesKeptForm({ groupId, kept, may, viewer, reply }: FormProps) {
  const action = `/api/groups/${groupId}/names-kept`
  const refusal = refusalFor(reply, action)
  if (!may) return kept.weeks > 0 && <div className="mt-8 space-y-1">{<WhenNames kept={kept} />}</div>
  return (
    <div className="mt-8">
      {isDone(reply, action) && (
        <div role="status" className="mb-3">
          <Notice>{say.saved()}</Notice>
        </div>
      )}
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      <Fold title={say.title()} framed open={reply?.form === action}>
        <form method="post" action={action} className="space-y-4 pb-4">
          <input type="hidden" name="viewer" value={viewer} />
          <input type="hidden" name="back" value={`/groups/${groupId}/members`} />
          <p className="text-muted text-sm">{say.about()}</p>
          <Select label={say.label()} name="weeks" defaultValue={kept.weeks}>
            {NAMES_WEEKS.map((weeks) => (
              <option key={weeks} value={weeks}>
                {weeks === 0 ? say.never() : say.after({ weeks })}
              </option>
            ))}
          </Select>
          <p className="text-sm">{say.final()}</p>
          {kept.weeks > 0 && <WhenNames kept={kept} />}
          <Button type="submit">{say.save()}</Button>
        </form>
      </Fold>
    </div>
  )
}

function WhenNames({ kept: { weeks, fadesAt, fadedAt } }: { kept: NamesKept }) {
  return (
    <>
      <p>{say.member({ weeks })}</p>
      {fadesAt !== null && (
        <p>
          {say.asPlanned()} <Time at={fadesAt} shape="date" />.
        </p>
      )}
      {fadedAt !== null && (
        <p>
          {say.wereLast()} <Time at={fadedAt} shape="date" />.
        </p>
      )}
      {fadesAt === null && fadedAt === null && <p>{say.noSession()}</p>}
    </>
  )
}
