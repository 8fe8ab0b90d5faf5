import 'server-only'
import type { OpenMeetingStream } from '#domain/live-meeting/action.ts'
import type { Viewer } from '#domain/viewer.ts'
import { openStream } from '#server/live/events.ts'
import { follow } from '#server/meetings/live-channel.ts'
import { requireMeetingOf } from '#server/meetings/live-meeting.ts'

/**
 * Opens the stream of a live meeting, which carries its events themselves: `happened`, numbered. A browser that comes back says which it
 * had last (`Last-Event-ID`), and what it missed comes first. What else changes in the group is told as on the group's stream, so that a live
 * page needs one connection.
 */
export function openMeetingStream(viewer: Viewer, input: OpenMeetingStream, { request }: { request: Request }): Promise<Response> {
  const { groupId, since } = input
  // What the stream keeps, it keeps for an evening: not the whole request.
  const had = lastHeard(request) ?? input.after
  let leave = () => {}
  return openStream(viewer, {
    groupId,
    request,
    since,
    allow: () => requireMeetingOf(viewer, input),
    begin: (seat) => {
      const following = follow(input, seat, had)
      leave = following.leave
      return following.catchUp()
    },
    onEnd: () => leave(),
  })
}

function lastHeard(request: Request): number | null {
  const told = Number(request.headers.get('last-event-id') ?? Number.NaN)
  return Number.isSafeInteger(told) && told >= 0 ? told : null
}
