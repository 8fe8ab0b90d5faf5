import { UpdateMail } from '#domain/mail.ts'
import { updateMail } from '#server/letters/mail-settings.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: UpdateMail, run: updateMail, form: { keeps: ['mail', 'mailZone'] }, whileArchived: true })
