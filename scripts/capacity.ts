import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { around } from '#scripts/around.ts'
import { askToComeBack, askUntilAnswered } from '#scripts/front-answers.ts'
import { countShed } from '#scripts/metrics.ts'
import { inTurns, type Turn } from '#scripts/turns.ts'
import { networksOf } from '#server/network.ts'
import { isDatabaseAway } from '#server/outage.ts'

/**
 * Requests that a process works on at a time, and how many of them may be about one group, or come from one network, where a whole group may
 * sit behind one address: whoever floods leaves room for the others, also who only sends slowly what was announced.
 */
export const MOST = { all: 480, group: 150, network: 150 }

/**
 * So many pages of one group are made at a time, and so many of its other requests answered; what comes beyond waits its turn, so that other
 * groups come in between. A page is work for the processor alone, of which there is one: more of them at once are not done sooner, but whoever
 * asks for another group's waits for each of them, many times: a page takes some two dozen turns of the loop. So there is one beside a page
 * of another group. What a browser asks for besides is short, and looked up together.
 * While an answer waits for a reader who has been slow, others have its turn.
 */
export const AT_ONCE = { page: 3, beside: 1, api: 12 }

/** Bytes of an answer that are kept for a reader whose line is slow: all of a page, so that its turn lasts no longer than the work on it. */
const KEPT = 256 * 1024
/** So long altogether a longer answer may wait for its reader and keep its turn. Milliseconds. */
const PATIENCE = 3_000

type Share = keyof typeof MOST

/** Addresses that are about a group: its pages and its routes. */
const OF_GROUP = /^\/(?:(api)\/)?groups\/([\da-f-]{36})(?=[/?]|$)/i
/** What costs next to nothing, or tells whoever watches over the site how it is. */
const ALWAYS = /^\/(?:_next\/|api\/health$|metrics$)/

const isStream = (response: ServerResponse) => String(response.getHeader('content-type')).startsWith('text/event-stream')

/**
 * Hands requests on while there is room for them, and sends away what comes beyond it. An event stream takes no room once it is open.
 * @param addressOf who asks
 * @param answer gets those for which there is room
 */
export function withinCapacity(addressOf: (request: IncomingMessage) => string, answer: RequestListener): RequestListener {
  const counts = new Map<string, number>()
  const turnOf = { page: inTurns(AT_ONCE.page, AT_ONCE.beside), api: inTurns(AT_ONCE.api) }
  const add = (name: string, change: number) => {
    const count = (counts.get(name) ?? 0) + change
    if (count > 0) counts.set(name, count)
    else counts.delete(name)
  }
  return (request, response) => {
    const url = request.url ?? '/'
    if (ALWAYS.test(url.split('?', 1)[0] ?? '/')) return answer(request, response)
    const [, api, id] = OF_GROUP.exec(url) ?? []
    const group = id?.toLowerCase()
    const shares = { all: 'all', network: networksOf(addressOf(request)).narrow, ...(group && { group }) }
    const names = Object.entries(shares).map(([kind, name]) => [kind as Share, `${kind} ${name}`] as const)
    const full = names.find(([kind, name]) => (counts.get(name) ?? 0) >= MOST[kind])
    if (full) return shed(request, response, full[0])
    for (const [, name] of names) add(name, 1)
    // What is sent is not kept waiting: it may come slowly, and whoever sends it is counted by rates.
    const turn = group && (request.method === 'GET' || request.method === 'HEAD') ? turnOf[api ? 'api' : 'page'](group) : null
    onceDone(response, () => {
      for (const [, name] of names) add(name, -1)
      turn?.end()
    })
    if (!turn) return answer(request, response)
    workInTurns(response, turn)
    let hasWaited = false
    // Else each who waits would wait as long again as those before.
    turn.begin(() => (hasWaited && isDatabaseAway() ? askUntilAnswered : answer)(request, response))
    hasWaited = true
  }
}

/**
 * Has the turn end once all of an answer is written, however long that takes to go out, and lets others have it while a slow reader makes it wait. Who
 * reads quickly keeps the turn to the end: behind this door the work goes on for a while when there is no room, and would be done without a turn.
 */
function workInTurns(response: ServerResponse, turn: Turn): void {
  let waited = 0
  let fullSince = 0
  let impatient: NodeJS.Timeout | undefined
  // Being written; waiting for room, with the turn or without; or there is room again, and it waits for its turn.
  let state: 'written' | 'full' | 'slow' | 'next' = 'written'
  const giveWay = () => {
    state = 'slow'
    turn.end()
  }
  around(response, 'write', (go, ...given) => {
    const hasRoom = go(...given)
    // An event stream has no turn any more.
    if (hasRoom || state !== 'written' || isStream(response)) return hasRoom
    if (response.writableLength < KEPT) return true
    state = 'full'
    fullSince = performance.now()
    if (waited >= PATIENCE) giveWay()
    else impatient = setTimeout(giveWay, PATIENCE - waited).unref()
    return hasRoom
  })
  const over = () => {
    clearTimeout(impatient)
    turn.end()
  }
  around(response, 'end', (go, ...given) => {
    const ended = go(...given)
    over()
    return ended
  })
  response.once('close', over)
  around(response, 'emit', (go, ...given) => {
    if (given[0] !== 'drain' || state === 'written' || response.writableEnded) return go(...given)
    if (state === 'next') return true
    clearTimeout(impatient)
    waited += performance.now() - fullSince
    const goOn = () => {
      state = 'written'
      go(...given)
    }
    if (state === 'full') goOn()
    else {
      state = 'next'
      // Whoever writes the answer goes on when it hears of the room, and that is when its turn has come.
      turn.begin(goOn, true)
    }
    return true
  })
}

function shed(request: IncomingMessage, response: ServerResponse, fullOf: Share): void {
  countShed(fullOf)
  askToComeBack(request, response)
}

/** Calls back once, when an answer has gone out, or has become a stream. */
function onceDone(response: ServerResponse, done: () => void): void {
  let isDone = false
  const end = () => {
    if (!isDone) done()
    isDone = true
  }
  response.once('close', end)
  around(response, 'writeHead', (go, ...given) => {
    const written = go(...given)
    if (isStream(response)) end()
    return written
  })
}
