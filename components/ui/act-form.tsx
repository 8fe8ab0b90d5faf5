import type { ReactNode } from 'react'
import { newId } from '#client/new-id.ts'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, isAskedAgain } from '#domain/form-reply.ts'
import * as anew from '#messages/anew.ts'

type ActFormProps = {
  /** The route that takes it. */
  action: string
  /** The page that it stands on, with its query. */
  back: string
  viewer: string
  /** What goes with it and is not filled in. */
  fields: Record<string, string>
  reply: FormReply | null
  children: ReactNode
}

/**
 * A form that the browser sends by itself and that leads back to its page: what is done here is done seldom, and works without scripts. It brings
 * an id, so that what is sent twice happens once.
 */
export function ActForm({ action, back, viewer, fields, reply, children }: ActFormProps) {
  const isThis = reply?.form === action && (reply.typed.subjectId ?? fields.subjectId) === fields.subjectId
  const refused = isThis ? reply.refused : undefined
  // What concerns a field is said there.
  const isOfField = refused !== undefined && Object.values(refused.fields).includes(refused.message)
  const sent = { id: newId(), viewer, back, ...fields }
  return (
    <form method="post" action={action} className="space-y-4">
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refused && !isOfField && <Notice tone="error">{refused.message}</Notice>}
      {isThis && isAskedAgain(reply, action) && <Notice>{anew.done()}</Notice>}
      {children}
    </form>
  )
}
