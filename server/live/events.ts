import 'server-only'
import type { OpenLive } from '#domain/live.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { isSignedIn, requireMember } from '#server/access.ts'
import { join, type Seat, sitDown } from '#server/live/hub.ts'
import { isShown } from '#server/live/wishes.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Bytes that may wait for a slow browser before its stream ends; it then comes back and asks for everything. */
const MOST_UNREAD = 256_000

const encoder = new TextEncoder()

/**
 * Opens a stream of server-sent events about one group: `change` says where something changed, `reset` that what happened before may have
 * been missed (after an interruption, and first of all where it is not known what happened `since`), `retired` that this stream gave way to
 * newer ones and shall not be opened again by itself. One that names a chapter also hears how many read it (`readers`) and who is `writing`.
 */
export function openEvents(viewer: Viewer, { groupId, since, chapter }: OpenLive, { request }: { request: Request }): Promise<Response> {
  const admit = async (seat: Seat) => {
    await requireMember(viewer, groupId)
    if (chapter !== undefined && (await isShown(viewer, { groupId }))) sitDown(seat, chapter)
  }
  return openStream(viewer, { groupId, since, request, admit })
}

type Opening = {
  groupId: string
  request: Request
  /** As for a `Stream`. */
  since?: string | undefined
  /** It hears only what is said to it by name. */
  deaf?: boolean
  /** Asks whether the viewer may listen, and says what comes first. It throws a Problem when they may not. */
  admit: (seat: Seat) => Promise<unknown>
  onEnd?: () => void
}

/** Opens a stream for a viewer, who hears nothing before they are admitted. */
export async function openStream(viewer: Viewer, { groupId, request, since, deaf = false, admit, onEnd }: Opening): Promise<Response> {
  let end: (text?: string) => void = () => {}
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD })
  let open: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        open = controller
      },
      cancel: () => {
        open = undefined
        end()
      },
    },
    strategy,
  )
  const write = (text: string) => {
    if (!open) return
    open.enqueue(encoder.encode(text))
    if ((open.desiredSize ?? 0) <= 0) end()
  }
  const place = join({ groupId, userId: viewer.userId, sessionId: viewer.sessionId, write, end: (text) => end(text), deaf, since })
  end = (text) => {
    place.leave()
    onEnd?.()
    const closing = open
    open = undefined
    if (text) closing?.enqueue(encoder.encode(text))
    closing?.close()
  }
  try {
    // Whatever ends the session from now on ends the stream; before, nobody told it.
    if (!(await isSignedIn(viewer))) throw new Problem('signed-out', say('signInFirst'))
    await admit(place.seat)
  } catch (error) {
    end()
    throw error
  }
  if (request.signal.aborted) end()
  request.signal.addEventListener('abort', () => end(), { once: true })
  write('retry: 2000\n\n')
  place.admit()
  return new Response(body, { headers: HEADERS })
}
