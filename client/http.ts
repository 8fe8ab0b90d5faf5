import { hearViewer, type Person, viewerHeaders } from '#client/viewer.ts'
import { Problem, type ProblemKind, type Sentence } from '#domain/problem.ts'

/** The network failed before an answer came: trying again may help. */
export class OfflineError extends Error {
  constructor() {
    super('The connection failed. What you typed is kept: try again when you are online.')
    this.name = 'OfflineError'
  }
}

/** Something else answered in our server's place: a proxy that does not reach it, or a network that wants people to sign in to it first. */
export class StrangerError extends Error {
  /** @param status of the answer */
  constructor(status: number) {
    const network =
      'Something else answered in this site’s place. If your network asks you to sign in to it, do that first. What you typed is kept.'
    super(status >= 500 ? 'This site cannot be reached just now. What you typed is kept: try again in a moment.' : network)
    this.name = 'StrangerError'
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Asks our own API.
 * @param path begins with `/api/`
 * @param body sent as JSON
 * @returns the parsed answer, undefined for 204
 * @throws Problem as the server told it; OfflineError when no answer came; StrangerError when another answered
 */
export async function ask<Answer>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { ...viewerHeaders(), ...(body !== undefined && { 'content-type': 'application/json' }) }
  const init = { method, headers, signal: signal ?? null, body: body === undefined ? null : JSON.stringify(body) }
  return answerOf(await request(path, init))
}

/** Sends a request to our own API. @throws OfflineError when no answer came */
export function request(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw new OfflineError()
  })
}

/**
 * What a response says.
 * @throws Problem as the server told it; StrangerError when it was not our server that answered
 */
export async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer
  if (!response.ok) throw await problemOf(response)
  const isOurs = response.headers.get('content-type')?.startsWith('application/json')
  try {
    if (isOurs) return await response.json()
  } catch {
    // It broke off on the way.
    throw new OfflineError()
  }
  throw new StrangerError(response.status)
}

/** The refusal that a response carries: a Problem as the server told it, or an error for what is not ours. */
export async function problemOf(response: Response): Promise<Error> {
  const answer: (Partial<Sentence> & { kind?: ProblemKind; title?: string; viewer?: Person }) | null = await response
    .json()
    .catch(() => null)
  if (!answer?.title) return new StrangerError(response.status)
  const { kind, title, code, params = {}, viewer } = answer
  // This page is not of whoever is signed in here by now: all of it hears, not only the part that asked.
  if (kind === 'signed-out') hearViewer(null)
  if (kind === 'other-viewer' && viewer) hearViewer(viewer)
  if (!kind || !code) return new Error(title)
  return new Problem(kind, { code, params }, answer, title)
}

/** The server's sentences about single fields of a form, by field name. */
export function fieldsOf(error: unknown): Record<string, string> {
  return ((error instanceof Problem && error.extra.fields) || {}) as Record<string, unknown> as Record<string, string>
}
