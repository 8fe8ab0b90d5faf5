import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TickBox } from '#components/ui/tick-box.tsx'
import { type FormReply, isDone, refusalFor } from '#domain/form-reply.ts'
import * as say from '#messages/presence-settings.ts'

type PresenceProps = { groupId: string; viewer: string; presence: { inGroup: boolean; own: boolean }; reply: FormReply | null }

/** Whether the viewer is counted among those reading, and seen when they write. The browser sends it itself. */
export function PresenceForm({ groupId, viewer, presence, reply }: PresenceProps) {
  const action = `/api/groups/${groupId}/presence`
  const refusal = refusalFor(reply, action)
  return (
    <section aria-labelledby="presence" className="measure mt-10">
      <h2 id="presence">{say.own()}</h2>
      {presence.inGroup ? (
        <form method="post" action={action} className="mt-2 space-y-4">
          <input type="hidden" name="viewer" value={viewer} />
          <input type="hidden" name="back" value={`/groups/${groupId}/inbox/settings`} />
          {isDone(reply, action) && (
            <div role="status">
              <Notice>{say.ownSaved()}</Notice>
            </div>
          )}
          {refusal && <Notice tone="error">{refusal.message}</Notice>}
          <TickBox name="shown" checked={presence.own} label={say.ownShown()} hint={say.ownHint()} />
          <Button type="submit">{say.ownSave()}</Button>
        </form>
      ) : (
        <p className="mt-2 text-muted">{say.ownOff()}</p>
      )}
    </section>
  )
}
