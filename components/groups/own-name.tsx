import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { doneBy, type FormReply, refusalFor, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/own-name.ts'

type OwnNameProps = { groupId: string; viewer: { userId: string; name: string }; reply: FormReply | null }

/** What this group calls the viewer. The browser sends it itself: every part of the page knows them anew afterwards. */
export function OwnName({ groupId, viewer, reply }: OwnNameProps) {
  const action = `/api/groups/${groupId}/own-name`
  const refusal = refusalFor(reply, action)
  const done = doneBy<{ name: string }>(reply, action)
  return (
    <div className="mt-8">
      {done && (
        <div role="status" className="mb-3">
          <Notice>{say.saved({ name: done.name })}</Notice>
        </div>
      )}
      <Fold title={say.title()} framed open={refusal !== null}>
        <form method="post" action={action} className="space-y-4 pb-4">
          <input type="hidden" name="viewer" value={viewer.userId} />
          <input type="hidden" name="back" value={`/groups/${groupId}/members`} />
          <p className="text-muted text-sm">{say.about()}</p>
          <Field
            label={say.label()}
            name="name"
            maxLength={60}
            autoComplete="off"
            required
            defaultValue={typedInto(reply, action).name ?? viewer.name}
            error={refusal?.message}
          />
          <p className="text-muted text-sm">{say.limits()}</p>
          <Button type="submit">{say.save()}</Button>
        </form>
      </Fold>
    </div>
  )
}
