import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, refusalFor, typedInto } from '#domain/form-reply.ts'
import type { Unclaimed } from '#domain/slip.ts'
import * as m from '#messages/slips.ts'

type SlipsProps = { groupId: string; viewerId: string; unclaimed: Unclaimed[]; reply: FormReply | null }

/** Adds members who have neither mail nor device, and prints their slips. The answer is a PDF in a page of its own: the browser sends it itself. */
export function Slips({ groupId, viewerId, unclaimed, reply }: SlipsProps) {
  const action = `/api/groups/${groupId}/slips`
  const refusal = refusalFor(reply, action)
  const hidden = (
    <>
      <input type="hidden" name="viewer" value={viewerId} />
      <input type="hidden" name="back" value={`/groups/${groupId}/members`} />
    </>
  )
  return (
    <section aria-labelledby="slips" className="mt-10">
      <h2 id="slips">{m.title()}</h2>
      <p className="mt-1 mb-4 text-muted">{m.about()}</p>
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      <form method="post" action={action} target="_blank" className="space-y-3" rel="noopener">
        {hidden}
        <Field label={m.name()} name="name" maxLength={60} autoComplete="off" required defaultValue={typedInto(reply, action).name} />
        <Button type="submit">{m.add()}</Button>
      </form>
      {unclaimed.length > 0 && <p className="mt-6 font-medium">{m.unclaimed()}</p>}
      <ul className="divide-y divide-line">
        {unclaimed.map(({ userId, name }) => (
          <li key={userId}>
            <form method="post" action={action} target="_blank" className="flex flex-wrap items-center gap-x-4 py-1" rel="noopener">
              {hidden}
              <input type="hidden" name="userId" value={userId} />
              <bdi className="min-w-40 flex-1 wrap-anywhere">{name}</bdi>
              <Button type="submit" variant="plain" size="small">
                {m.again({ name })}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
