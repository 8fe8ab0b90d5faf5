import type { FormReply } from '#domain/form-reply.ts'
import { openFormReply } from '#server/form-reply.ts'

const SITE = 'http://localhost:3000'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
type Sent = { headers: Record<string, string>; path: string; fields: Record<string, string> | FormData; params?: Record<string, string> }

/**
 * Sends a form as a browser does that runs no scripts: with files in it where it is a FormData.
 * @returns where the browser goes then, what the page there is told, and the lines of cookies
 */
export async function sendForm(handler: Handler, { headers, path, fields, params = {} }: Sent) {
  const { 'content-type': _, ...others } = headers
  const form = new Response(fields instanceof FormData ? fields : new URLSearchParams(fields))
  // As bytes: undici writes on into a form that nobody reads to its end, and fails for itself.
  const sent = { ...others, 'content-type': form.headers.get('content-type') ?? '' }
  const request = new Request(`${SITE}${path}`, { method: 'POST', headers: sent, body: await form.arrayBuffer() })
  const response = await handler(request, { params: Promise.resolve(params) })
  const location = response.headers.get('location') ?? ''
  const cookies = response.headers.getSetCookie()
  const cookie = cookies.map((line) => /^(?:__Host-)?form-reply=([^;]+)/.exec(line)?.[1]).find(Boolean)
  const id = new URL(location, SITE).searchParams.get('reply')
  const reply: FormReply | null = id ? await openFormReply(id, cookie) : null
  return { status: response.status, location, reply, cookies }
}
