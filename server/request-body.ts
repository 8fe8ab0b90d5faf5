import 'server-only'
import { Problem, say } from '#domain/problem.ts'

/**
 * What a request carries, piece by piece: the one way to read a body. It counts what arrives, because what the header says may be a
 * lie, and stops at the limit, so that nothing is held that will be refused.
 * @param limit in bytes
 * @param tooLarge makes the refusal
 * @throws what `tooLarge` makes; what the connection throws when it breaks
 */
export async function* readBody(request: Request, limit: number, tooLarge: () => Problem): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limit) throw tooLarge()
    yield chunk
  }
}

/**
 * The same as one text, read as UTF-8.
 * @throws Problem `invalid` when it does not arrive whole; what `tooLarge` makes
 */
export async function readText(request: Request, limit: number, tooLarge: () => Problem): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of readBody(request, limit, tooLarge)) text += decoder.decode(chunk, { stream: true })
  } catch (error) {
    if (error instanceof Problem) throw error
    // Whoever sent it has hung up: nothing is wrong on our side, and nobody reads the answer.
    throw new Problem('invalid', say('cutOff'))
  }
  return text + decoder.decode()
}
