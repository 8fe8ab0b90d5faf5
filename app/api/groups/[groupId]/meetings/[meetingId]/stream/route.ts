import { OpenMeetingStream } from '#domain/live-meeting/action.ts'
import { openMeetingStream } from '#server/meetings/meeting-stream.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: OpenMeetingStream, run: openMeetingStream })
