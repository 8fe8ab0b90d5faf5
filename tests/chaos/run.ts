import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { table } from '#tests/bench/common/report.ts'
import { FAULTS } from '#tests/chaos/faults.ts'
import { sweep } from '#tests/chaos/leftovers.ts'
import { makeWorld, type World } from '#tests/chaos/world.ts'
import { ask, KINDS, keepWriting, newTally, PATIENCE, type Tally, type Write } from '#tests/chaos/writer.ts'

/*
 * Two processes of the product on one database, six people who write comments and notes without pause, one who reads the guide, and each round
 * one fault. Then it counts: everything that was acknowledged must be stored once and with its words, and nothing twice. The last line is JSON.
 *
 * `npm run chaos -- --rounds 5` does each fault so often; once unless told. `--only disk,clock` does those whose name has one of these in it.
 * `--older FOLDER` begins with another version of the program: a checkout of it in which `npm ci` and `npm start` have been run. Two versions at once
 * meet on the tables of the newer one, which `upgrade` makes: `--only upgrade,versions`. They come first, and the rest is this version's.
 */
const optionOf = (option: string) => process.argv[process.argv.indexOf(option) + 1]
const ROUNDS = process.argv.includes('--rounds') ? Number(optionOf('--rounds')) : 1
const ONLY = process.argv.includes('--only') ? (optionOf('--only') ?? '').split(',') : ['']
const OLDER = process.argv.includes('--older') ? path.resolve(optionOf('--older') ?? '') : undefined
/** Milliseconds before a fault, and after everything works again. */
const CALM = 2_500
/** Milliseconds after the end of a fault within which all that is written is acknowledged again. */
const RECOVERY = 5_000
/** Milliseconds that a reader of another group waits for a page at most, the middle one of many, while one group floods. */
const LONGEST_WAIT = 1_000

/**
 * Waits until everybody has had something acknowledged since a moment, and each of some processes has acknowledged every kind.
 * @returns how many milliseconds after that moment it was; PATIENCE when it never was
 */
async function recovered({ people }: World, tally: Tally, since: number, urls: string[]): Promise<number> {
  for (;;) {
    const fresh = tally.acknowledged.filter(({ at }) => at > since)
    const firsts = [
      ...people.map((_, writer) => fresh.find((each) => each.writer === writer)),
      ...urls.flatMap((url) => KINDS.map((kind) => fresh.find((each) => each.url === url && each.kind === kind))),
    ]
    if (firsts.every((first) => first !== undefined)) return Math.max(...firsts.map((first) => (first?.at ?? 0) - since))
    if (performance.now() - since > PATIENCE) return PATIENCE
    await delay(10)
  }
}

/** What the database keeps of what was written. */
async function count({ query }: World, written: Write[]) {
  const values = [written.map(({ body }) => body), written.map(({ id }) => id)]
  const wanted = KINDS.map((kind) => `SELECT id, body FROM ${kind} WHERE body = ANY($1) OR id = ANY($2)`).join(' UNION ALL ')
  const rows = await query<{ id: string; body: string }>(wanted, values)
  const kept = new Map(rows.map(({ id, body }) => [id, body]))
  const acknowledged = written.filter((write) => write.acknowledged)
  return {
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost: acknowledged.filter(({ id }) => !kept.has(id)).length,
    twice: rows.length - new Set(rows.map(({ body }) => body)).size,
    otherWords: written.filter(({ id, body }) => kept.has(id) && kept.get(id) !== body).length,
  }
}

/** Reads a page of the guide again and again, at whichever process is there. @returns how often it was read, and how often not */
async function keepReading({ apps }: World, stop: AbortSignal): Promise<{ read: number; unread: number }> {
  const times = { read: 0, unread: 0 }
  while (!stop.aborted) {
    let status = 0
    // One of the two may be gone: as behind a proxy, the other is asked.
    for (const { url } of apps) if (status !== 200) status = await ask(newTally(), `${url}/guides/trotsky/becoming-a-revolutionary`)
    times[status === 200 ? 'read' : 'unread'] += 1
    await delay(50)
  }
  return times
}

async function round(world: World, harm: (typeof FAULTS)[number]['harm'], number: number) {
  const stop = new AbortController()
  const tally = newTally()
  const urls = () => world.apps.map(({ url }) => url)
  const reading = keepReading(world, stop.signal)
  const writing = world.people.map((cookie, writer) => keepWriting(urls, { cookie, writer }, world.place, tally, stop.signal))
  try {
    await delay(CALM)
    const began = performance.now()
    const { ended, urls: wanted, after, wait } = await harm(world, tally, number)
    const recovery = Math.round(await recovered(world, tally, ended, wanted))
    await after?.()
    const restarted = after && Math.round(performance.now() - ended)
    if (after) await recovered(world, tally, performance.now(), urls())
    await delay(CALM)
    return { tally, lasted: Math.round(ended - began), recovery, restarted, wait, written: writing, reading }
  } finally {
    stop.abort()
  }
}

const HEADINGS = {
  name: 'fault',
  acknowledged: 'acknowledged',
  stored: 'stored',
  lost: 'lost',
  twice: 'twice',
  otherWords: 'other words',
  later: '503',
  unanswered: 'no answer',
  refused: '4xx',
  failures: 'other 5xx',
  slowest: 'slowest ms',
  lasted: 'fault ms',
  recovery: 'works again ms',
  restarted: 'started again ms',
  alone: 'other group alone ms',
  beside: 'beside it ms',
  guide: 'guide read',
}
type Row = Record<keyof typeof HEADINGS, string | number>

/** Does each fault so often as is wanted. @returns a row for each */
async function runAll(world: World): Promise<{ rows: Row[]; unread: number }> {
  const rows: Row[] = []
  let unread = 0
  for (let number = 0; number < ROUNDS; number += 1) {
    for (const { name, harm, needsDisk } of FAULTS) {
      if (!ONLY.some((part) => name.includes(part))) continue
      if (needsDisk && !world.disk) {
        console.log(`${name}: not done, since this user may not mount a disk`)
        continue
      }
      const { tally, recovery, lasted, restarted = '', wait, written, reading } = await round(world, harm, number)
      const times = (is: (status: number) => boolean) =>
        [...tally.statuses].reduce((all, [status, some]) => all + (is(status) ? some : 0), 0)
      const guide = await reading
      unread += guide.unread
      rows.push({
        ...{ name, ...(await count(world, (await Promise.all(written)).flat())) },
        later: times((status) => status === 503),
        unanswered: times((status) => status === 0),
        refused: times((status) => status >= 400 && status < 500),
        failures: times((status) => status >= 500 && status !== 503),
        ...{ slowest: Math.round(tally.slowest), lasted, recovery, restarted },
        ...{ alone: wait ? Math.round(wait.alone) : '', beside: wait ? Math.round(wait.beside) : '' },
        guide: `${guide.read} of ${guide.read + guide.unread}`,
      })
      console.log(Object.values(rows.at(-1) ?? {}).join('  '))
    }
  }
  return { rows, unread }
}

const swept = await sweep()
if (swept > 0) console.log(`cleared away what ${swept} earlier runs had left behind`)
const world = await makeWorld(OLDER)

/** What ends the run from outside, or where nobody catches it: nothing of it stays behind. */
async function giveUp(error: unknown): Promise<void> {
  console.error(error)
  await world.end().finally(() => process.exit(1))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, giveUp)
process.once('uncaughtException', giveUp)
process.once('unhandledRejection', giveUp)
try {
  // What each process reads at the first request of a kind is no fault.
  const stop = new AbortController()
  const tally = newTally()
  const urls = world.apps.map(({ url }) => url)
  const writing = world.people.map((cookie, writer) => keepWriting(() => urls, { cookie, writer }, world.place, tally, stop.signal))
  await recovered(world, tally, 0, urls)
  stop.abort()
  await Promise.all(writing)

  const { rows, unread } = await runAll(world)
  const headings = Object.keys(HEADINGS) as (keyof Row)[]
  console.log(
    `\n${table(
      Object.values(HEADINGS),
      rows.map((row) => headings.map((heading) => String(row[heading]))),
    )}\n`,
  )
  const sum = (key: keyof Row) => rows.reduce((all, row) => all + Number(row[key]), 0)
  const most = (key: keyof Row) => Math.max(...rows.map((row) => Number(row[key])))
  const faults = {
    lost: sum('lost'),
    twice: sum('twice'),
    otherWords: sum('otherWords'),
    refused: sum('refused'),
    failures: sum('failures'),
  }
  const told = {
    rounds: rows.length,
    acknowledged: sum('acknowledged'),
    ...faults,
    unread,
    slowest: most('slowest'),
    recovery: most('recovery'),
    beside: most('beside'),
  }
  console.log(JSON.stringify(told))
  const wrong = Object.values(faults).reduce((all, some) => all + some, unread)
  if (wrong > 0 || told.slowest >= PATIENCE || told.recovery > RECOVERY || told.beside > LONGEST_WAIT) process.exitCode = 1
} finally {
  await world.end()
}
