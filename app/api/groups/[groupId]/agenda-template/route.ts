import { SaveTemplate } from '#domain/meeting.ts'
import { saveTemplate } from '#server/meetings/agenda-template.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: SaveTemplate, run: saveTemplate })
