import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import autocannon from 'autocannon'

/** One request as the load sends it; `body` is made anew each time. */
export type Ask = { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: () => string }
export type Figures = { rate: number; p50: number; p99: number; bytes: number; cpu: number; postgres: number; failed: number }

const TICK = 10

/** What the system counts of a process, from its parent's number on; nothing once it has gone. */
function statOf(pid: number | string): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat
      .slice(stat.lastIndexOf(')') + 4)
      .split(' ')
      .map(Number)
  } catch {
    return []
  }
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0)

/** Milliseconds of processor that a process has used. */
const cpuOf = (pid: number | string): number => sum(statOf(pid).slice(10, 12)) * TICK

/** Megabytes that a process holds. */
export function memoryOf(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
}

/** What each of a process's children has used, by its number: Postgres has one a connection. */
function cpuOfChildren(parent: number): Map<string, number> {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)[0] === parent)
  return new Map(children.map((pid) => [pid, cpuOf(pid)]))
}

/** What the children have used since. Those that have come count whole, those that have gone not at all. */
function cpuSince(before: Map<string, number>, parent: number): number {
  return sum([...cpuOfChildren(parent)].map(([pid, used]) => used - (before.get(pid) ?? 0)))
}

/** What so large a share of some numbers is not above. */
function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0
}

/** Waits until a server is done with what whoever went away had asked before. @param cpu milliseconds that it has used */
async function rest(cpu: () => number): Promise<void> {
  for (let before = -1, now = cpu(); now > before + TICK; ) {
    before = now
    await delay(200)
    now = cpu()
  }
}

/**
 * Asks for some seconds over some connections, each of which begins elsewhere in the list, so that they do not ask alike.
 * @param processes of the server, and Postgres: their processor time is counted
 * @param together so many requests, one after another, count as one: whoever asks waits for all of them
 */
export async function load(
  url: string,
  asks: Ask[],
  {
    connections,
    seconds,
    processes,
    postgres,
    together = 1,
  }: { connections: number; seconds: number; processes: number[]; postgres: number; together?: number },
): Promise<Figures> {
  const requests = asks.map(({ path, method = 'GET', headers = {}, body }) => ({
    ...{ path, method, headers },
    ...(body && { setupRequest: (request: autocannon.Request) => ({ ...request, body: body() }) }),
  }))
  const cpu = () => sum(processes.map(cpuOf))
  await rest(cpu)
  const before = [cpu(), cpuOfChildren(postgres)] as const
  let turn = 0
  const waits: number[] = []
  const result = await autocannon({
    ...{ url, connections, duration: seconds, requests: requests.slice(0, 1) },
    setupClient: (client) => {
      const at = Math.floor((turn++ * requests.length) / together / connections) * together
      client.setRequests([...requests.slice(at), ...requests.slice(0, at)])
      let [answers, wait] = [0, 0]
      client.on('response', (_status, _bytes, time) => {
        wait += time
        if (++answers % together !== 0) return
        waits.push(wait)
        wait = 0
      })
    },
  })
  const answered = result['2xx'] / together || 1
  return {
    ...{ rate: answered / result.duration, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) },
    bytes: Math.round((result.throughput.total / result.requests.total) * together),
    cpu: (cpu() - before[0]) / answered,
    postgres: cpuSince(before[1], postgres) / answered,
    failed: result.non2xx + result.errors + result.timeouts,
  }
}
