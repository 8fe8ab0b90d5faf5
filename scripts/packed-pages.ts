import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { understands } from '#scripts/encodings.ts'

export type Page = { etag: string; headers: [string, string][]; bodies: { plain: Buffer; br: Buffer | null; gzip: Buffer | null } }

/** What Next says of its pages: their data are asked for at the same address with these headers. */
const VARY = 'rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept-Encoding'
/** Files that are no page's address. */
const INNER = /^\/_/

/**
 * Answers requests for pages that were built once from memory, with the copies that `packFiles` made; what a browser has already is not
 * sent again.
 * @param build Next's folder
 * @returns a function that says whether it has answered; where it has not, Next does
 */
export function packedPages(build: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const folder = path.join(build, 'server', 'app')
  const pages = new Map(globSync('**/*.html', { cwd: folder }).map((file) => [addressOf(file), readPage(path.join(folder, file))]))
  for (const address of pages.keys()) if (INNER.test(address)) pages.delete(address)
  return (request, response) => {
    const page = pages.get(request.url?.split('?', 1)[0] ?? '')
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!page || !isReading || request.headers.rsc !== undefined) return false
    sendPage(request, response, page)
    return true
  }
}

/** Sends a page as the browser likes it packed; to one that has it, only that it is still so. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  response.setHeader('vary', VARY).setHeader('etag', page.etag)
  for (const [name, value] of page.headers) response.setHeader(name, value)
  if (isKnown(request, page.etag)) {
    response.writeHead(304).end()
    return
  }
  const { plain, br, gzip } = page.bodies
  const [encoding, body] =
    br && understands(request, 'br') ? ['br', br] : gzip && understands(request, 'gzip') ? ['gzip', gzip] : [null, plain]
  if (encoding) response.setHeader('content-encoding', encoding)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** One name for all the encodings of a page, which is why it is a weak one. */
export const etagOf = (plain: Buffer): string => `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`

/** The address of a built page by its file. */
export const addressOf = (file: string): string =>
  `/${file
    .split(path.sep)
    .join('/')
    .replace(/\.html$/, '')}`.replace(/^\/index$/, '/')

function readPage(file: string): Page {
  const plain = readFileSync(file)
  const packed = (ending: string) => (existsSync(file + ending) ? readFileSync(file + ending) : null)
  const told = file.replace(/\.html$/, '.meta')
  const meta: { headers?: Record<string, string> } = existsSync(told) ? JSON.parse(readFileSync(told, 'utf8')) : {}
  return {
    etag: etagOf(plain),
    headers: Object.entries(meta.headers ?? {}).filter(([name]) => name !== 'x-next-cache-tags'),
    bodies: { plain, br: packed('.br'), gzip: packed('.gz') },
  }
}

/** Whether the browser says that it has this very page. */
function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const weak = etag.slice('W/'.length)
  return (headers['if-none-match'] ?? '').split(/\s*,\s*/).some((each) => each === '*' || each.replace(/^W\//, '') === weak)
}
