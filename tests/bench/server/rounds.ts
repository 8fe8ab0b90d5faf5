import { median, quick, table, whole } from '#tests/bench/common/report.ts'
import type { Case } from '#tests/bench/server/cases.ts'
import { type Figures, load } from '#tests/bench/server/load.ts'
import type { Servers } from '#tests/bench/server/servers.ts'

const ROUNDS = 3
/** Seconds of a round, and of asking before anything is counted. */
const [SECONDS, WARM] = quick ? [2, 1] : [3, 2]

/** One row of the table. Milliseconds, bytes; `cpu` and `postgres` are milliseconds of processor a request, `ratio` the median of all rounds. */
export type Row = Figures & {
  name: string
  connections: number
  goal: number | null
  ratio: number
  /** Transactions a request: null where nobody waited for Postgres to tell. */
  transactions: number | null
  limit: Omit<Figures, 'failed'>
}

/** The product and the limit in turns, once both have answered for a while. */
export async function measure(
  servers: Servers,
  { name, goal, ours, limit, slow, together = 1 }: Case,
  connections: number,
): Promise<Omit<Row, 'transactions'>> {
  const { url, limitUrl, pids, limitPid, postgres } = servers
  const askProduct = (seconds: number) => load(url, ours, { connections, seconds, processes: pids, postgres, together })
  const askLimit = (seconds: number) => load(limitUrl, limit, { connections, seconds, processes: [limitPid], postgres })
  await askProduct(WARM)
  await askLimit(WARM)
  const [product, bare]: [Figures[], Figures[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    product.push(await askProduct(slow ? 3 * SECONDS : SECONDS))
    bare.push(await askLimit(SECONDS))
  }
  const [figures, other] = [medians(product), medians(bare)]
  const failed = [product, bare].map((rounds) => rounds.reduce((all, round) => all + round.failed, 0))
  if (failed.some((many) => many > 0)) throw new Error(`${name}: ${failed.join(' and ')} requests were not answered well`)
  const ratio = median(product.map(({ rate }, round) => rate / (bare[round]?.rate ?? Number.NaN)))
  return { name, connections, goal, ratio, ...figures, limit: other }
}

function medians(rounds: Figures[]): Figures {
  const names = ['rate', 'p50', 'p99', 'bytes', 'cpu', 'postgres', 'failed'] as const
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))])) as Figures
}

/** One row while the rest is still measured. */
export function tell({ name, connections, rate, limit, ratio, goal }: Row): void {
  const words = `${rate.toFixed(0)}/s of ${limit.rate.toFixed(0)}/s = ${ratio.toFixed(2)}${goal ? ` (goal ${goal})` : ''}`
  console.log(`${name}, ${connections} connection${connections > 1 ? 's' : ''}: ${words}`)
}

const HEADINGS = [
  'what',
  'connections',
  'req/s',
  'limit',
  'ratio',
  'goal',
  'p50',
  'p99',
  'limit p50, p99',
  'kB',
  'queries',
  'CPU ms',
  'Postgres ms',
  'limit CPU + Postgres',
]

/** Everything as docs/benchmarks.md has it. */
export const tables = (rows: Row[]): string =>
  table(
    HEADINGS,
    rows.map(({ name, connections, goal, ratio, transactions, limit, ...figures }) => [
      ...[name, String(connections), figures.rate.toFixed(0), limit.rate.toFixed(0), ratio.toFixed(2), goal ? String(goal) : '–'],
      ...[
        whole(figures.p50),
        whole(figures.p99),
        `${whole(limit.p50)}, ${whole(limit.p99)}`,
        (figures.bytes / 1000).toFixed(1),
        transactions?.toFixed(1) ?? '–',
      ],
      ...[figures.cpu.toFixed(2), figures.postgres.toFixed(2), `${limit.cpu.toFixed(2)} + ${limit.postgres.toFixed(2)}`],
    ]),
  )
