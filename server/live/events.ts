import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { join } from '#server/live/hub.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Bytes that may wait for a slow browser before its stream ends; it then comes back and asks for everything. */
const MOST_UNREAD = 256_000

const encoder = new TextEncoder()

/**
 * Opens a stream of server-sent events about one group: `change` says where something changed, `reset` (first
 * of all, and after an interruption) that what happened before may have been missed, `retired` that this stream gave way to newer ones and shall not be opened again by itself.
 */
export async function openEvents(viewer: Viewer, { groupId }: InGroup, { request }: { request: Request }): Promise<Response> {
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
  const seat = join({ groupId, userId: viewer.userId, sessionId: viewer.sessionId, write, end: (text) => end(text) })
  end = (text) => {
    seat.leave()
    const closing = open
    open = undefined
    if (text) closing?.enqueue(encoder.encode(text))
    closing?.close()
  }
  try {
    await requireMember(viewer, groupId)
  } catch (error) {
    end()
    throw error
  }
  if (request.signal.aborted) end()
  request.signal.addEventListener('abort', () => end(), { once: true })
  write('retry: 2000\n\n')
  seat.admit()
  return new Response(body, { headers: HEADERS })
}
