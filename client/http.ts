import { Problem, type ProblemKind, type Sentence } from '#domain/problem.ts'

/** The network failed before an answer came: trying again may help. */
export class OfflineError extends Error {
  constructor() {
    super('The connection failed. What you typed is kept: try again when you are online.')
    this.name = 'OfflineError'
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Asks our own API.
 * @param path begins with `/api/`
 * @param body sent as JSON
 * @returns the parsed answer, undefined for 204
 * @throws Problem as the server told it; OfflineError when no answer came
 */
export async function ask<Answer>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const init = { method, headers, signal: signal ?? null, body: body === undefined ? null : JSON.stringify(body) }
  const response = await fetch(path, init).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new OfflineError()
  })
  if (response.status === 204) return undefined as Answer
  if (!response.ok) throw await problemOf(response)
  return (await response.json().catch(() => null)) as Answer
}

/** The refusal that a response carries: a Problem as the server told it, or an error for what is not ours. */
export async function problemOf(response: Response): Promise<Error> {
  const answer: (Partial<Sentence> & { kind?: ProblemKind; title?: string }) | null = await response.json().catch(() => null)
  const title = answer?.title ?? 'The server gave an answer that this page does not understand. Reload the page and try again.'
  if (!answer?.kind) return new Error(title)
  const { kind, code, params = {} } = answer
  return new Problem(kind, code ? { code, params } : title, answer, title)
}

/** The server's sentences about single fields of a form, by field name. */
export function fieldsOf(error: unknown): Record<string, string> {
  return ((error instanceof Problem && error.extra.fields) || {}) as Record<string, string>
}
