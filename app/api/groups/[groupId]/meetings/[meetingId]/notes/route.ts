import { NOTES_LIMIT, UpdateNotes } from '#domain/meeting.ts'
import { updateNotes } from '#server/meetings/meeting-notes.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: UpdateNotes, run: updateNotes, limit: NOTES_LIMIT })
