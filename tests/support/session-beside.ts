import type { AppendEvents } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Viewer } from '#domain/viewer.ts'
import { appendEvents, requireRun } from '#server/meetings/live-meeting.ts'

/** A process of its own that takes part in live sessions on the tests' database, until its test has enough of it. */
export type Asked = { viewer: Viewer; about: { groupId: string; meetingId: string }; events?: AppendEvents['events'] }
export type Answered = { run?: MeetingRun; error?: string }

process.on('message', async ({ viewer, about, events }: Asked) => {
  try {
    if (events) await appendEvents(viewer, { ...about, events })
    process.send?.({ run: (await requireRun(viewer, about)).run } satisfies Answered)
  } catch (error) {
    process.send?.({ error: String(error) } satisfies Answered)
  }
})
process.on('disconnect', () => process.exit())
