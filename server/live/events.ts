import 'server-only'
import type { OpenLive } from '#domain/live.ts'
import { Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { isSignedIn, requireMember } from '#server/access.ts'
import { EventStream, type Sink } from '#server/live/event-stream.ts'
import { join, sitDown } from '#server/live/hub.ts'
import type { Seat } from '#server/live/seat.ts'
import { isShown } from '#server/live/wishes.ts'

/**
 * Opens a stream of server-sent events about one group: `change` says where something changed, `reset` that what happened before may have
 * been missed (after an interruption, and first of all where it is not known what happened `since`), `retired` that this stream gave way to
 * newer ones and shall not be opened again by itself. One that names a chapter also hears how many read it (`readers`) and who is `writing`.
 */
export function openEvents(viewer: Viewer, { groupId, since, chapter }: OpenLive, { request }: { request: Request }): Promise<Response> {
  const allow = async () => {
    await requireMember(viewer, groupId)
    return chapter !== undefined && (await isShown(viewer, { groupId }))
  }
  const begin = (seat: Seat, shown: boolean) => {
    if (shown && chapter !== undefined) sitDown(seat, chapter)
  }
  return openStream(viewer, { groupId, since, request, allow, begin })
}

type Opening<Allowed> = {
  groupId: string
  request: Request
  /** As for a `Stream`. */
  since?: string | undefined
  /** Asks whether the viewer may listen. It throws a Problem when they may not. */
  allow: () => Promise<Allowed>
  /** Says what comes first. It is not called where the stream ended while its viewer was asked about: nobody would take it away again. */
  begin: (seat: Seat, allowed: Allowed) => Promise<void> | void
  onEnd?: () => void
}

/** Opens a stream for a viewer, who hears nothing before they are admitted. */
export async function openStream<Allowed>(
  viewer: Viewer,
  { groupId, request, since, allow, begin, onEnd }: Opening<Allowed>,
): Promise<Response> {
  const { userId, sessionId } = viewer
  let [sink, early, isOver]: [Sink | null, string, boolean] = [null, '', false]
  const write = (text: string) => {
    if (isOver) return
    if (!sink) early += text
    else if (!sink.write(text)) end()
  }
  const accountId = accountOf(viewer)
  const place = join({ groupId, userId, accountId, sessionId, write, end: (text) => end(text), since })
  function end(text = ''): void {
    if (isOver) return
    isOver = true
    place.leave()
    onEnd?.()
    if (!sink) early += text
    else if (text) sink.write(text)
    sink?.end()
  }
  try {
    // Whatever ends the session from now on ends the stream; before, nobody told it.
    if (!(await isSignedIn(viewer))) throw new Problem('signed-out', say('signInFirst'))
    const allowed = await allow()
    if (!isOver) await begin(place.seat, allowed)
  } catch (error) {
    end()
    throw error
  }
  if (request.signal.aborted) end()
  request.signal.addEventListener('abort', () => end(), { once: true })
  write('retry: 2000\n\n')
  place.admit()
  return new EventStream((given) => {
    sink = given
    if (early) given.write(early)
    early = ''
    if (isOver) given.end()
    return () => end()
  })
}
