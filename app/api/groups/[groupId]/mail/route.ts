import { UpdateMail } from '#domain/mail.ts'
import { updateMail } from '#server/notifications/mail-settings.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: UpdateMail, run: updateMail, form: { keeps: ['mail', 'mailZone'] }, whileArchived: true })
