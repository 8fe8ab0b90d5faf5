import { UpdateReminders } from '#domain/reminder.ts'
import { updateReminders } from '#server/meetings/reminders.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: UpdateReminders, run: updateReminders, form: { keeps: [] } })
