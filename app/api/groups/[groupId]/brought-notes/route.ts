import { BROUGHT_BYTES, BringNotes } from '#domain/brought-notes/brought-note.ts'
import { bringNotes } from '#server/brought-notes/bring-notes.ts'
import { route } from '#server/route.ts'

// What stands around a file in a form takes some more bytes than the file.
export const POST = route({
  input: BringNotes,
  run: bringNotes,
  raw: true,
  rate: 'upload',
  limit: BROUGHT_BYTES + 10_000,
  form: { files: true },
})
