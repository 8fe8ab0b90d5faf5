import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { isDatabaseAway } from '#server/outage.ts'

/*
 * How the process is, for whoever watches over the site: numbers alone, by kind of address, never an address, a name or a group. At /metrics, in
 * the text that Prometheus reads, for those who have the token that is set; without one the address is like any other that leads nowhere.
 */

const registry = new Registry()
const registers = [registry]
collectDefaultMetrics({ register: registry })

const requests = new Counter({
  name: 'studycircle_requests_total',
  help: 'Requests answered, by kind of address, method and class of status.',
  labelNames: ['kind', 'method', 'status'],
  registers,
})
const durations = new Histogram({
  name: 'studycircle_request_seconds',
  help: 'Time to the end of the answer, without event streams.',
  labelNames: ['kind'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers,
})
const shedRequests = new Counter({
  name: 'studycircle_shed_total',
  help: 'Requests sent away with 503: past the capacity of the process, or past the share of one group or network.',
  labelNames: ['reason'],
  registers,
})
const open = new Gauge({
  name: 'studycircle_open_answers',
  help: 'Answers that are on their way, event streams among them.',
  labelNames: ['kind'],
  registers,
})
new Gauge({
  name: 'studycircle_database_away',
  help: '1 while the database does not answer.',
  registers,
  collect() {
    this.set(isDatabaseAway() ? 1 : 0)
  },
})

export const countShed = (reason: 'all' | 'group' | 'network'): void => shedRequests.inc({ reason })

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

function kindOf(pathname: string): string {
  if (pathname.startsWith('/_next/')) return 'file'
  if (pathname.startsWith('/api/')) return /\/(?:events|stream)$/.test(pathname) ? 'live' : 'api'
  return 'page'
}

/**
 * Counts and times whatever is answered, and answers for the numbers themselves.
 * @param token what whoever asks for them has to know; undefined where nobody may
 */
export function withMetrics(token: string | undefined, answer: RequestListener): RequestListener {
  return (request, response) => {
    const pathname = request.url?.split('?', 1)[0] ?? '/'
    if (token && pathname === '/metrics' && knows(request, token)) return void tell(response)
    const kind = kindOf(pathname)
    const method = METHODS.includes(request.method ?? '') ? (request.method ?? '') : 'other'
    const end = kind === 'live' ? () => {} : durations.startTimer({ kind })
    open.inc({ kind })
    response.once('close', () => {
      open.dec({ kind })
      requests.inc({ kind, method, status: `${Math.trunc(response.statusCode / 100)}xx` })
      end()
    })
    answer(request, response)
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest()

const knows = ({ headers }: IncomingMessage, token: string): boolean =>
  timingSafeEqual(hashOf(headers.authorization ?? ''), hashOf(`Bearer ${token}`))

async function tell(response: ServerResponse): Promise<void> {
  const text = await registry.metrics()
  response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
  response.end(text)
}
