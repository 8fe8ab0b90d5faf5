import 'server-only'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Bytes that may wait for a slow browser before its stream ends; it then comes back and asks for everything. */
export const MOST_UNREAD = 256_000

/** Where the text of a stream goes. `write` says whether more may be given. */
export type Sink = { write: (text: string) => boolean; end: () => void }

/** Begins to give a stream's text to a sink. @returns a function to be called once nobody takes it any more */
type Begin = (sink: Sink) => () => void

const encoder = new TextEncoder()

/**
 * The answer that is a stream of events. The front door takes its text as it comes and writes it to the socket: a web stream for each of a
 * thousand devices would take several times what the connection does. Everybody else reads its body, which is made when it is asked for.
 */
export class EventStream extends Response {
  readonly begin: Begin

  constructor(begin: Begin) {
    super(null, { headers: HEADERS })
    this.begin = begin
    let body: ReadableStream<Uint8Array> | undefined
    Object.defineProperty(this, 'body', {
      get: () => {
        body ??= bodyOf(begin)
        return body
      },
    })
  }
}

function bodyOf(begin: Begin): ReadableStream<Uint8Array> {
  let gone = () => {}
  let isOpen = true
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        gone = begin({
          write: (text) => {
            if (isOpen) controller.enqueue(encoder.encode(text))
            return (controller.desiredSize ?? 0) > 0
          },
          end: () => {
            if (isOpen) controller.close()
            isOpen = false
          },
        })
      },
      cancel: () => {
        // Whoever went away has closed it already.
        isOpen = false
        gone()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD }),
  )
}
