import 'server-only'
import { Problem, say } from '#domain/problem.ts'
import type { Fields } from '#server/form-reply.ts'
import { readBody, readText } from '#server/request-body.ts'

const FILES = 'multipart/form-data'

/**
 * Whether a browser sent a form by itself.
 * @param takesFiles whether one with a file in it counts
 */
export function isForm(request: Request, takesFiles = false): boolean {
  const type = request.headers.get('content-type') ?? ''
  return type.startsWith('application/x-www-form-urlencoded') || (takesFiles && type.startsWith(FILES))
}

/**
 * The fields of a form that a browser sent by itself; of a file its text. Of two with one name the last counts.
 * @param limit in bytes
 * @throws Problem `too-large`; `invalid` for what did not arrive whole
 */
export async function readForm(request: Request, limit: number): Promise<Fields> {
  const refuse = () => tooLarge(limit)
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith(FILES)) return Object.fromEntries(new URLSearchParams(await readText(request, limit, refuse)))
  try {
    const parts: Uint8Array[] = []
    for await (const part of readBody(request, limit, refuse)) parts.push(part)
    const form = await new Response(Buffer.concat(parts), { headers: { 'content-type': type } }).formData()
    const fields = [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const)
    return Object.fromEntries(await Promise.all(fields))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('invalid', say('cutOff'))
  }
}

/** The refusal of a body with more bytes than a route takes. */
export const tooLarge = (limit: number): Problem => new Problem('too-large', say('tooLong', { limit: limit / 1000 }), { limit })
