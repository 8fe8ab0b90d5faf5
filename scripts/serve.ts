import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { around } from '#scripts/around.ts'
import { withinCapacity } from '#scripts/capacity.ts'
import { askToWait, refuse } from '#scripts/front-answers.ts'
import { withMetrics } from '#scripts/metrics.ts'
import { openTexts } from '#scripts/open-texts.ts'
import { packedFiles } from '#scripts/packed-files.ts'
import { packedPages } from '#scripts/packed-pages.ts'
import { Refusal } from '#scripts/refusal.ts'
import { builtPages, commonHeaders, contentPolicy, devPages, PAGE_HEADERS } from '#scripts/security-headers.ts'
import { ROOT } from '#scripts/settings.ts'
import { whyRefused } from '#scripts/well-formed.ts'
import type { Env } from '#server/env.ts'
import { isDatabaseAway, RETRY_AFTER } from '#server/outage.ts'

/** How long a request in progress may take to end when the server is stopped. */
const GRACE = 5_000

/** Requests that one connection may have open at a time. Browsers and proxies send one and wait; more are there to keep others out. */
const MOST_AT_ONCE = 8

/** Where Next's live reloading listens while developing: the one thing here that needs a connection to be upgraded. */
const LIVE_RELOADING = '/_next/hmr'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

type Next = { handle: RequestListener; answerRoute?: Answers; upgrade?: Upgrade; build?: string }
type Way = Required<Omit<Next, 'upgrade'>> & { guard: (work: RequestListener) => RequestListener }
type Answers = (request: IncomingMessage, response: ServerResponse) => boolean
/** The same; what it has not got it has made by `work`. */
type AnswersText = (request: IncomingMessage, response: ServerResponse, work: () => void) => boolean

export type Front = {
  port: number
  /**
   * From now on requests go to Next. Until then every one is told to come back in a moment.
   * @param next.answerRoute asked first, and says whether it has answered; only in production (`apiRoutes`)
   * @param next.build the folder of what was built, when it is not Next's own
   * @param next.upgrade only while developing; without it, requests for an upgrade are answered as if they did not ask for one
   */
  serve: (next: Next) => void
  close: () => Promise<void>
}

/**
 * Opens the door: takes the port at once, so that nobody else gets it while the pages are being built.
 * @param mayMove another free port is taken when this one is in use
 * @throws Refusal when the port or the host cannot be listened on
 */
export async function openFront(settings: Env, mayMove: boolean): Promise<Front> {
  let listener: RequestListener = askToWait
  const headers = [...commonHeaders(settings), ...PAGE_HEADERS]
  const crowded = crowding()
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    if (crowded(request, response)) request.socket.destroy()
    else listener(request, response)
  })
  // Longer than the minute for which proxies usually keep a connection, so that none is closed while they send the next request.
  server.keepAliveTimeout = 65_000
  const port = await listen(server, settings, mayMove)
  const streams = new Set<ServerResponse>()
  const upgraded = new Set<Duplex>()
  return {
    port,
    serve({ handle, answerRoute = never, upgrade, build = path.join(ROOT, '.next') }) {
      const addressOf = (request: IncomingMessage) => clientAddress(request, settings.TRUST_PROXY === '1')
      const guard = (work: RequestListener) => withinCapacity(addressOf, work)
      const answer = withMetrics(settings.METRICS_TOKEN, withHeaders(settings, { handle, answerRoute, build, guard }))
      listener = (request, response) => {
        watchHead(response, streams)
        answer(request, response)
      }
      if (!upgrade) return
      server.on('upgrade', (request, socket, head) => {
        if (!request.url?.startsWith(LIVE_RELOADING) || whyRefused(request, settings)) return socket.destroy()
        upgraded.add(socket)
        socket.once('close', () => upgraded.delete(socket))
        socket.once('error', () => socket.destroy())
        upgrade(request, socket, head)
      })
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of upgraded) socket.destroy()
      for (const response of streams) response.destroy()
      // A connection whose answer has just ended is idle only from now on.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const impatient = setTimeout(() => server.closeAllConnections(), GRACE)
      await closed
      clearInterval(sweep)
      clearTimeout(impatient)
    },
  }
}

async function listen(server: Server, { HOST, PORT }: Env, mayMove: boolean): Promise<number> {
  server.listen(PORT, HOST)
  try {
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE' && mayMove) return listen(server, { HOST, PORT: 0 } as Env, false)
    throw new Refusal(cannotListen(code ?? String(error), HOST, PORT))
  }
}

function cannotListen(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. End that one, or set PORT to another number.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST names an address that this machine does not have (${host}). Write 127.0.0.1 for this machine alone, or 0.0.0.0 for its network.`
  }
  return `Port ${port} on ${host} cannot be opened (${code}). Set HOST and PORT to something else.`
}

/** @returns a function that counts a request until it is answered, and says whether its connection has too many open */
function crowding(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const counts = new WeakMap<Duplex, number>()
  const add = (socket: Duplex, change: number) => {
    const count = (counts.get(socket) ?? 0) + change
    counts.set(socket, count)
    return count
  }
  return ({ socket }, response) => {
    response.once('close', () => add(socket, -1))
    return add(socket, 1) > MOST_AT_ONCE
  }
}

const isEventStream = (response: ServerResponse) => String(response.getHeader('content-type')).startsWith('text/event-stream')

const never: Answers = () => false

/** Read only when it is needed: these files want the database's address set. */
const findOpenRevision = async (slug: string) => (await import('#server/open-texts.ts')).findOpenRevision(slug)

/**
 * Gives every page the policy for its scripts, sends away what no address here could mean, and tells routes and Next who is asking. Files and
 * pages that were built are answered here, from memory: however much else is asked of the process, its texts can be read.
 * @param way.guard sends away those of all others for whom there is no room
 */
function withHeaders(settings: Env, { handle, answerRoute, build, guard }: Way): RequestListener {
  const dev = settings.NODE_ENV === 'development'
  const pages = dev ? devPages : builtPages(build)
  const answerPacked = dev ? never : packedFiles(build)
  const answerPage = dev ? never : packedPages(build)
  const policy = contentPolicy(settings)
  const answerText: AnswersText = dev ? never : openTexts(policy, findOpenRevision)
  const pathOf = ({ url }: IncomingMessage) => url?.split('?', 1)[0] ?? '/'
  const setPolicy = (request: IncomingMessage, response: ServerResponse) => {
    const value = policy(pages.scripts(pathOf(request)))
    request.headers['content-security-policy'] = value
    response.setHeader('content-security-policy', value)
  }
  const work = guard((request, response) => {
    if (answerRoute(request, response)) return
    if (!pages.isFile(pathOf(request))) setPolicy(request, response)
    handle(request, response)
  })
  return (request, response) => {
    if (settings.TRUST_PROXY === '0') forgetForwarding(request)
    const refused = whyRefused(request, settings)
    if (refused) return refuse(request, response, refused)
    const pathname = pathOf(request)
    delete request.headers['content-security-policy']
    request.headers['x-client-address'] = clientAddress(request, settings.TRUST_PROXY === '1')
    if (pages.isFile(pathname)) {
      for (const [name] of PAGE_HEADERS) response.removeHeader(name)
      if (answerPacked(request, response)) return
    } else if (pages.isStatic(pathname)) {
      setPolicy(request, response)
      // Next would let proxies keep such a page for a year, which outlives the next version.
      response.setHeader('cache-control', 'no-cache')
      if (answerPage(request, response)) return
    }
    if (!answerText(request, response, () => work(request, response))) work(request, response)
  }
}

/**
 * Keeps an event stream among those that end when the server does. And a page that failed because the database is away is no fault of ours, and
 * worth another try: 503 in place of 500.
 *
 * Only streams are kept: what long-lived sets held a moment ago stays in memory until V8 goes through all of it.
 */
function watchHead(response: ServerResponse, streams: Set<ServerResponse>): void {
  around(response, 'writeHead', (go, status, ...more) => {
    const isAway = status === 500 && isDatabaseAway()
    if (isAway) response.setHeader('retry-after', RETRY_AFTER)
    const written = go(isAway ? 503 : status, ...more)
    if (isEventStream(response)) {
      streams.add(response)
      response.once('close', () => streams.delete(response))
    }
    return written
  })
}

/** What a proxy would say; without a proxy only a client can have said it. */
function forgetForwarding(request: IncomingMessage): void {
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'x-real-ip']) {
    delete request.headers[name]
  }
}

/** The address of whoever asks. A proxy appends the one that it saw itself; what stands before it may be made up. */
function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return (forwarded || request.socket.remoteAddress || 'unknown').replace(/^::ffff:/, '')
}
