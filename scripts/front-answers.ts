import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ProblemKind } from '#domain/problem.ts'

/* What the front door answers itself, before anything of Next is asked: a page for people, a problem for programs, as everywhere else. */

/** Why a request goes no further than the front door, in a sentence for whoever sent it. */
export type Refused = { status: number; sentence: string; headers?: Record<string, string> }

type Said = Refused & { title: string; kind: ProblemKind; again?: number }

/** Sends a request away. What was still to come of it is not waited for. */
export function refuse(request: IncomingMessage, response: ServerResponse, refused: Refused): void {
  const headers = { connection: 'close', ...refused.headers }
  answer(request, response, { ...refused, headers, title: 'This cannot be answered', kind: 'invalid' })
}

/** What somebody sees who is faster than the start: a page that loads itself again. */
export function askToWait(request: IncomingMessage, response: ServerResponse): void {
  const sentence = 'Studycircle is starting. This page loads again by itself.'
  answer(request, response, { status: 503, title: 'Starting', sentence, kind: 'unavailable', headers: { 'retry-after': '2' }, again: 2 })
}

/** What somebody sees for whom there is no room at this moment. */
export function askToComeBack(request: IncomingMessage, response: ServerResponse): void {
  const sentence = 'Too much is asked of this site at this moment. Try again in a few seconds.'
  later(request, response, sentence)
}

/** What somebody sees who would wait for a database that answers nobody. */
export function askUntilAnswered(request: IncomingMessage, response: ServerResponse): void {
  later(request, response, 'The database of this site does not answer. Try again in a few seconds.')
}

function later(request: IncomingMessage, response: ServerResponse, sentence: string): void {
  answer(request, response, { status: 503, title: 'One moment', sentence, kind: 'unavailable', headers: { 'retry-after': '5' }, again: 5 })
}

function answer(request: IncomingMessage, response: ServerResponse, said: Said): void {
  const isForProgram = request.url?.startsWith('/api/') && !String(request.headers.accept).includes('text/html')
  const type = isForProgram ? 'application/problem+json' : 'text/html; charset=utf-8'
  response.writeHead(said.status, { 'content-type': type, 'cache-control': 'no-store', ...said.headers })
  response.end(isForProgram ? problem(said) : page(said))
}

const problem = ({ status, sentence, kind }: Said) => JSON.stringify({ type: 'about:blank', title: sentence, status, kind })

/** Without any style: the policy of these answers lets nothing in. */
function page({ title, sentence, again }: Said): string {
  const refresh = again === undefined ? '' : `<meta http-equiv="refresh" content="${again}">`
  const first = again === undefined ? '<p><a href="/">To the first page</a>' : ''
  return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">${refresh}<title>${title}</title><h1>${title}</h1><p>${escaped(sentence)}${first}\n`
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
