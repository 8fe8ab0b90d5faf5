import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, isDone, refusalFor } from '#domain/form-reply.ts'
import { REMINDER_HOURS } from '#domain/reminder.ts'
import * as say from '#messages/reminders.ts'

type ReminderFormProps = { groupId: string; viewerId: string; hours: readonly number[]; reply: FormReply | null }

const FIELDS: [keyof typeof REMINDER_HOURS, () => string][] = [
  ['hours168', say.hours168],
  ['hours48', say.hours48],
  ['hours24', say.hours24],
  ['hours2', say.hours2],
]

/** When everybody is reminded of the group's sessions. The browser sends it itself: no page need carry a script for it. */
export function ReminderForm({ groupId, viewerId, hours, reply }: ReminderFormProps) {
  const action = `/api/groups/${groupId}/reminders`
  const refusal = refusalFor(reply, action)
  return (
    <div className="measure no-print mt-10">
      {isDone(reply, action) && (
        <div role="status" className="mb-3">
          <Notice>{say.saved()}</Notice>
        </div>
      )}
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      <Fold title={say.title()} framed>
        <form method="post" action={action} className="pb-4">
          <input type="hidden" name="viewer" value={viewerId} />
          <input type="hidden" name="back" value={`/groups/${groupId}/meetings`} />
          <p className="mb-2 text-muted text-sm">{say.about()}</p>
          {FIELDS.map(([field, words]) => (
            <label key={field} className="flex items-center gap-3 target">
              <input type="checkbox" name={field} defaultChecked={hours.includes(REMINDER_HOURS[field])} className="size-5 shrink-0" />
              {words()}
            </label>
          ))}
          <Button type="submit" className="mt-3">
            {say.save()}
          </Button>
        </form>
      </Fold>
    </div>
  )
}
