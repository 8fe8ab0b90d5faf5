import 'server-only'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { readRun } from '#server/meetings/event-rows.ts'

/** Meetings in whose minutes something was ever written. */
export const WITH_MINUTES = { events: { some: { action: { path: ['type'], equals: 'line-written' } } } }

/** The minutes of a meeting as they are taken out of the group: item by item, a line each. They are the group's, and name nobody. */
export async function minutesText(about: { groupId: string; meetingId: string }): Promise<string> {
  const run = await readRun(about)
  const parts = [...run.items, null].map((item) => {
    const lines = linesOf(run, item?.id ?? null).map(({ kind, text }) => (kind === 'NOTE' ? text : `${LINE_NAME[kind]()}: ${text}`))
    return lines.length > 0 ? [...(item ? [item.title] : []), ...lines].join('\n') : ''
  })
  return parts.filter(Boolean).join('\n\n')
}
