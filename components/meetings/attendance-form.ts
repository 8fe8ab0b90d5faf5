import type { PlainForm } from '#components/ui/form.tsx'
import type { FormReply } from '#domain/form-reply.ts'

/** How the browser itself says whether a member comes to a meeting, or is there. */
export function attendanceForm(groupId: string, { id }: { id: string }, viewer: string, reply: FormReply | null): PlainForm {
  const here = `/groups/${groupId}/meetings/${id}`
  return { action: `/api${here}/attendance`, back: here, reply, fields: { userId: viewer, viewer } }
}
