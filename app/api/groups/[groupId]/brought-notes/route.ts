import { BringNotes } from '#domain/brought/brought-note.ts'
import { bringNotes } from '#server/brought/bring-notes.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: BringNotes, run: bringNotes, raw: true, rate: 'upload' })
