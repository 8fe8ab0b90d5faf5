import { readdirSync, readFileSync } from 'node:fs'
import autocannon from 'autocannon'

/** One request as the load sends it; `body` is made anew each time. */
export type Ask = { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: () => string }
export type Figures = { rate: number; p50: number; p99: number; bytes: number; cpu: number; postgres: number; failed: number }

const TICK = 10

/** Milliseconds of processor that a process has used, and how many megabytes it holds. */
export function used(pid: number): { cpu: number; memory: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  const held = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  return { cpu: ((user ?? 0) + (system ?? 0)) * TICK, memory: Math.round(held / 1024) }
}

/** Milliseconds that a process and its children have used: Postgres has one a connection. */
function usedByAll(parent: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
  return [parent, ...children.map(Number)].reduce((sum, pid) => {
    try {
      return sum + used(pid).cpu
    } catch {
      return sum
    }
  }, 0)
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

/**
 * Asks for some seconds over some connections, each of which begins elsewhere in the list, so that they do not ask alike.
 * @param processes of the server, and Postgres: their processor time is counted
 */
export async function load(
  url: string,
  asks: Ask[],
  { connections, seconds, processes, postgres }: { connections: number; seconds: number; processes: number[]; postgres: number },
): Promise<Figures> {
  const requests = asks.map(({ path, method = 'GET', headers = {}, body }) => ({
    ...{ path, method, headers },
    ...(body && { setupRequest: (request: autocannon.Request) => ({ ...request, body: body() }) }),
  }))
  const cpu = () => processes.reduce((sum, pid) => sum + used(pid).cpu, 0)
  const before = [cpu(), usedByAll(postgres)] as const
  let turn = 0
  const result = await autocannon({
    ...{ url, connections, duration: seconds, requests: requests.slice(0, 1) },
    setupClient: (client) => {
      const at = Math.floor((turn++ * requests.length) / connections)
      client.setRequests([...requests.slice(at), ...requests.slice(0, at)])
    },
  })
  const answered = result['2xx'] || 1
  return {
    ...{ rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 },
    bytes: Math.round(result.throughput.total / result.requests.total),
    cpu: (cpu() - before[0]) / answered,
    postgres: (usedByAll(postgres) - before[1]) / answered,
    failed: result.non2xx + result.errors + result.timeouts,
  }
}
