import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip, gzip } from 'node:zlib'
import { understands } from '#scripts/encodings.ts'
import { type EventStream, MOST_UNREAD } from '#server/live/event-stream.ts'
import type { WholeAnswer } from '#server/whole-answer.ts'

/** Bytes from which packing is worth its work. */
const WORTH_PACKING = 1_000
/** Quick rather than small: each answer is packed for one reader. */
const LEVEL = 4
const PACKABLE = /^(text\/(?!event-stream)|application\/([\w.-]+\+)?(json|xml)\b)/
const pack = promisify(gzip)

/** Sends what a route answered, packed where the browser allows it. Streams go out as they come. */
export async function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const isPackable = PACKABLE.test(answer.headers.get('content-type') ?? '') && !answer.headers.has('content-encoding')
  if (isPackable) response.appendHeader('vary', 'Accept-Encoding')
  const isPacked = isPackable && understands(request, 'gzip')
  if (request.method !== 'HEAD') {
    if (isLive(answer)) return sendLive(response, answer)
    if (isWhole(answer)) return sendWhole(response, answer.whole, isPacked)
  }
  if (request.method === 'HEAD' || !answer.body) {
    await answer.body?.cancel()
    response.end()
    return
  }
  if (isPacked) {
    response.setHeader('content-encoding', 'gzip')
    response.removeHeader('content-length')
  }
  response.flushHeaders()
  const body = Readable.fromWeb(answer.body as never)
  const way = isPacked ? pipeline(body, createGzip({ level: LEVEL }), response) : pipeline(body, response)
  // Whoever goes away in the middle is no error; a body that fails cannot be told otherwise than by ending early.
  await way.catch(() => response.destroy())
}

/** Told by what it has: routes are built by Next, which has a class of the same name and another identity. */
const isLive = (answer: Response): answer is EventStream => 'begin' in answer

function sendLive(response: ServerResponse, { begin }: EventStream): void {
  const gone = begin({
    write: (text) => {
      response.write(text)
      return response.writableLength < MOST_UNREAD
    },
    end: () => response.end(),
  })
  if (response.closed) gone()
  else response.once('close', gone)
}

/** JSON was made whole before it came here; everything else may come bit by bit. */
const isWhole = (answer: Response): answer is WholeAnswer => 'whole' in answer

async function sendWhole(response: ServerResponse, text: string, mayPack: boolean): Promise<void> {
  const length = Buffer.byteLength(text)
  const isPacked = mayPack && length >= WORTH_PACKING
  const body = isPacked ? await pack(text, { level: LEVEL }) : text
  if (isPacked) response.setHeader('content-encoding', 'gzip')
  response.setHeader('content-length', typeof body === 'string' ? length : body.length)
  response.end(body)
}
