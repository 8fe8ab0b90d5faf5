import { DownloadNotes } from '#domain/exported-note.ts'
import { downloadNotes } from '#server/exports/download.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: DownloadNotes, run: downloadNotes })
