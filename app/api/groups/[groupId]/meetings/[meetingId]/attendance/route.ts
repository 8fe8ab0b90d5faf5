import { UpdateAttendance } from '#domain/meeting.ts'
import { updateAttendance } from '#server/meetings/attendances.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: UpdateAttendance, run: updateAttendance })
