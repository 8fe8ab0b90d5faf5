import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { around } from '#scripts/around.ts'
import { etagOf, type Page, sendPage } from '#scripts/packed-pages.ts'
import { inlineHashes } from '#scripts/security-headers.ts'

/** A page of an imported guide. */
const TEXT = /^\/texts\/([^/]+)(\/[^/]+)?$/
/** Bytes of such pages that are kept, packed and unpacked; what was asked for longest ago goes first. */
const MOST_BYTES = 16_000_000
/** Quick enough for whoever waits for it, and a tenth larger than the smallest. */
const QUALITY = 6
const [packSmall, packCommon] = [promisify(brotliCompress), promisify(gzip)]

type Kept = Page & { scripts: string }

/**
 * Answers requests for pages of imported guides that everybody may read from memory, once somebody has asked for them: whether a guide is open,
 * and which revision of it is the newest, is looked up each time, so nothing outlives either.
 * @param policy makes the policy of a page from the sources of its scripts
 * @param findRevision the newest revision of a guide if everybody may read it, else null
 * @returns a function that answers, or has `work` answer and keeps what it made
 */
export function openTexts(policy: (scripts: string) => string, findRevision: (slug: string) => Promise<string | null>) {
  const pages = new LRUCache<string, Kept>({ maxSize: MOST_BYTES })

  function send(request: IncomingMessage, response: ServerResponse, page: Kept): void {
    response.setHeader('content-security-policy', policy(page.scripts)).setHeader('cache-control', 'no-cache')
    sendPage(request, response, page)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, pathname: string, work: () => void): Promise<void> {
    const [, slug = ''] = TEXT.exec(pathname) ?? []
    // Without the database Next says what there is to say.
    const look = () => findRevision(slug).catch(() => null)
    const revision = await look()
    if (revision === null) return work()
    const key = `${revision} ${pathname}`
    const known = pages.get(key)
    if (known) return send(request, response, known)
    const asked = { ...request.headers }
    // It is made for nobody: without the reader's session, whole, and as it is.
    for (const name of ['cookie', 'if-none-match', 'accept-encoding']) delete request.headers[name]
    const method = request.method
    request.method = 'GET'
    collect(response, async (body) => {
      Object.assign(request.headers, asked)
      request.method = method
      if (response.statusCode !== 200 || !String(response.getHeader('content-type')).startsWith('text/html')) return response.end(body)
      const page = await pack(body, String(response.getHeader('link') ?? ''))
      // What was made while another revision came may be of either.
      if ((await look()) === revision) pages.set(key, page, { size: sizeOf(page) })
      send(request, response, page)
    })
    work()
  }

  return (request: IncomingMessage, response: ServerResponse, work: () => void): boolean => {
    const pathname = request.url?.split('?', 1)[0] ?? ''
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!isReading || request.headers.rsc !== undefined || !TEXT.test(pathname)) return false
    answer(request, response, pathname, work).catch(() => response.destroy())
    return true
  }
}

/** Keeps what is written to a response, and hands it over in place of sending it. What fails then ends this one answer and no more. */
function collect(response: ServerResponse, done: (body: Buffer) => Promise<unknown>): void {
  const parts: Buffer[] = []
  const take = (part: unknown) => {
    if (typeof part === 'string') parts.push(Buffer.from(part))
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part))
  }
  const letGo = [
    around(response, 'flushHeaders', () => undefined),
    around(response, 'writeHead', (_go, status, ...more) => {
      response.statusCode = Number(status)
      for (const [name, value] of Object.entries(more.find((each) => typeof each === 'object') ?? {})) response.setHeader(name, value)
      return response
    }),
    around(response, 'write', (_go, part, ...more) => {
      take(part)
      for (const told of more) if (typeof told === 'function') told()
      return true
    }),
    around(response, 'end', (_go, part) => {
      take(part)
      for (const each of letGo) each()
      done(Buffer.concat(parts)).catch(() => response.destroy())
      return response
    }),
  ]
}

async function pack(plain: Buffer, link: string): Promise<Kept> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  const [br, packed] = await Promise.all([packSmall(plain, { params }), packCommon(plain)])
  return {
    etag: etagOf(plain),
    // The nonce was for the policy of this one answer.
    headers: link ? [['link', link.replace(/; nonce="[^"]*"/g, '')]] : [],
    bodies: { plain, br, gzip: packed },
    scripts: ["'self'", ...inlineHashes(plain.toString())].join(' '),
  }
}

const sizeOf = ({ bodies: { plain, br, gzip } }: Page) => plain.length + (br?.length ?? 0) + (gzip?.length ?? 0)
