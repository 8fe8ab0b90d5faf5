import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { type FormReply, refusalFor } from '#domain/form-reply.ts'
import type { ReturnItem } from '#domain/return.ts'
import * as say from '#messages/returns.ts'

type ListProps = { groupId: string; returns: ReturnItem[]; viewer: string; reply: FormReply | null }

/** Which members' places were given back or may be: for everybody in the group to see. Nothing where none ever was. */
export function ReturnList({ groupId, returns, viewer, reply }: ListProps) {
  if (returns.length === 0) return null
  return (
    <section aria-labelledby="returns" className="mt-8">
      <h2 id="returns">{say.logTitle()}</h2>
      <p className="mt-1 mb-3 text-muted text-sm">{say.logAbout()}</p>
      <ul className="divide-y divide-line border-line border-y">
        {returns.map((each) => (
          <li key={each.id} className="wrap-anywhere py-3">
            <p>
              {say.logWho({ name: each.name ?? say.formerMember(), by: each.by ?? say.formerOwner() })}{' '}
              <Time at={each.printedAt} shape="datetime" />
            </p>
            <p className="text-muted text-sm">
              <State {...each} />
            </p>
            {each.can.stop && <Stop groupId={groupId} id={each.id} viewer={viewer} reply={reply} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function State({ state, dueAt, endedAt }: ReturnItem) {
  if (state === 'PRINTED') return say.statePrinted()
  if (state === 'EXPIRED') return say.stateExpired()
  const [words, at] = state === 'CLAIMED' ? [say.stateClaimed(), dueAt] : [state === 'DONE' ? say.stateDone() : say.stateStopped(), endedAt]
  return (
    <>
      {words} {at !== null && <Time at={at} shape="datetime" />}
    </>
  )
}

function Stop({ groupId, id, viewer, reply }: { groupId: string; id: string; viewer: string; reply: FormReply | null }) {
  const action = `/api/groups/${groupId}/returns/${id}/stop`
  const refusal = refusalFor(reply, action)
  return (
    <form method="post" action={action} className="mt-2 space-y-2">
      <input type="hidden" name="viewer" value={viewer} />
      <input type="hidden" name="back" value={`/groups/${groupId}/members`} />
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      <Button type="submit" size="small">
        {say.stop()}
      </Button>
    </form>
  )
}
