import { setTimeout as delay } from 'node:timers/promises'
import type { World } from '#tests/chaos/world.ts'
import { ask, newTally, PATIENCE, type Tally } from '#tests/chaos/writer.ts'
import { freezePostgres, killPostgres } from '#tests/support/freeze.ts'

/** When nobody did any harm any more (`performance.now()`), and which processes are to acknowledge what is written from then on. */
export type Harm = {
  ended: number
  urls: string[]
  /** The rest of it: what was ended starts again. Resolves when that is done. */
  after?: () => Promise<void>
  /** How long another group's reader waits for a page, in milliseconds: without the fault, and with it; for ever, when they were sent away. */
  wait?: { alone: number; beside: number }
}
type Fault = { name: string; harm: (world: World, tally: Tally, round: number) => Promise<Harm> | Harm; needsDisk?: true }

const HOUR = 3600_000
const urlsOf = ({ apps }: World) => apps.map(({ url }) => url)

/** Waits until something holds; asked again at once when it cannot be told. @throws when it never does */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const started = performance.now()
  while (!(await Promise.resolve(holds()).catch(() => false))) {
    if (performance.now() - started > 2 * PATIENCE) throw new Error(`it never came to this: ${what}`)
    await delay(20)
  }
}

const accepts = async (world: World) => (await world.query('SELECT 1')).length === 1

async function killApp(world: World, _: Tally, round: number): Promise<Harm> {
  const index = (round % 2) as 0 | 1
  await world.apps[index].kill()
  const ended = performance.now()
  return { ended, urls: [world.apps[1 - index]?.url ?? ''], after: () => world.start(index) }
}

async function killDatabase(world: World): Promise<Harm> {
  if (!killPostgres(world.cluster)) throw new Error('There is no Postgres to be killed.')
  await delay(20)
  await until('Postgres accepts connections again', () => accepts(world))
  return { ended: performance.now(), urls: urlsOf(world) }
}

/** Seconds: longer than anybody is kept waiting. Who waits for the database is refused within ten (`server/db.ts`). */
const FROZEN = 15

/** Beside those who write, somebody opens pages of the group all the while. */
async function freeze(world: World, tally: Tally): Promise<Harm> {
  const { apps, people, place } = world
  const headers = { cookie: people[0] ?? '' }
  const pages = ['', `/${place.comments.chapter}`, '/members'].map((page) => `/groups/${place.groupId}${page}`)
  const thaw = freezePostgres(world.cluster)
  const opened: Promise<number>[] = []
  for (let second = 0; second < FROZEN; second += 1) {
    for (const page of pages) opened.push(ask(tally, `${apps[second % 2]?.url}${page}`, { headers }))
    await delay(1_000)
  }
  thaw()
  const ended = performance.now()
  await Promise.all(opened)
  return { ended, urls: urlsOf(world) }
}

/** Fills the disk under the database until writing is refused, makes Postgres want a new file of its log, which stops it, and frees the disk. */
async function fillDisk(world: World, tally: Tally): Promise<Harm> {
  world.disk?.fill()
  await world.query('SELECT pg_switch_wal()').catch(() => {})
  await world.query('SELECT pg_switch_wal()').catch(() => {})
  const refused = () => tally.statuses.get(503) ?? 0
  await until('writing is refused while the disk is full', () => refused() > 0)
  await delay(8_000)
  world.disk?.free()
  await until('Postgres accepts connections again', () => accepts(world))
  return { ended: performance.now(), urls: urlsOf(world) }
}

const jump =
  (off: number) =>
  async (world: World): Promise<Harm> => {
    world.setClock(off)
    return { ended: performance.now(), urls: urlsOf(world) }
  }

/** So many readers of one group at once: fewer than one network may have, which all of them come from. */
const CROWD = 120
/** So often another group's page is read, one after another; the middle one counts. */
const READINGS = 25

/** A crowd reads a chapter of the group in which everybody writes, without pause, while somebody of another group reads theirs. */
async function floodOneGroup({ apps, people, place, quiet }: World): Promise<Harm> {
  const read = async (groupId: string) => {
    const headers = { cookie: people[0] ?? '' }
    return ask(newTally(), `${apps[0].url}/groups/${groupId}/${place.comments.chapter}`, { headers })
  }
  let isServed = true
  const middle = async () => {
    const times: number[] = []
    for (let each = 0; each < READINGS; each += 1) {
      const started = performance.now()
      const status = await read(quiet)
      if (status !== 200) console.log(`the other group was answered with ${status}`)
      isServed &&= status === 200
      times.push(performance.now() - started)
    }
    return times.sort((one, other) => one - other)[READINGS >> 1] as number
  }
  // What a process does at the first request of a kind is no part of it.
  for (let each = 0; each < READINGS; each += 1) await Promise.all([read(place.groupId), read(quiet)])
  const alone = await middle()
  let [isOver, answered] = [false, 0]
  const crowd = Array.from({ length: CROWD }, async () => {
    while (!isOver) {
      await read(place.groupId)
      answered += 1
    }
  })
  await until('the crowd is served', () => answered > CROWD)
  const crowded = await middle().finally(() => {
    isOver = true
  })
  await Promise.all(crowd)
  const wait = { alone, beside: isServed ? crowded : Infinity }
  return { ended: performance.now(), urls: apps.map(({ url }) => url), wait }
}

/** What the tables of a newer version have more. The lock below holds it up in its middle, where it has made a table but is in nobody's way. */
const newerTables = (round: number) => `
CREATE TABLE "release_${round}" ("id" INTEGER PRIMARY KEY);
ALTER TABLE "import_drafts" ADD COLUMN "release_${round}" TEXT;
ALTER TABLE "comments" ADD COLUMN "release_${round}" TEXT;
ALTER TABLE "annotations" ADD COLUMN "release_${round}" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "sessions" ADD COLUMN "release_${round}" TEXT;
ALTER TABLE "memberships" ADD COLUMN "release_${round}" TEXT;
`

/** A newer version is killed in the middle of changing the tables, with all that it started; the older one goes on. Then it is started again. */
async function interruptMigration(world: World, _: Tally, round: number): Promise<Harm> {
  const [older, newer] = world.apps
  world.release(newerTables(round))
  const holder = await world.connect()
  try {
    await holder.query('BEGIN; LOCK TABLE import_drafts IN ACCESS SHARE MODE')
    await newer.stop()
    const starting = world.start(1).then(
      () => 'started',
      () => 'killed',
    )
    let engine = 0
    await until('the migration is in its middle', async () => {
      const rows = await world.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%release_${round}%' AND pid <> pg_backend_pid()`,
      )
      engine = rows[0]?.pid ?? 0
      return engine > 0
    })
    world.killStarting()
    // As where the machine goes off; else Postgres still does what it was told.
    if (round % 2 === 0) await holder.query('SELECT pg_terminate_backend($1)', [engine])
    if ((await starting) !== 'killed') throw new Error('the newer version started, though it was killed')
  } finally {
    await holder.end()
  }
  return { ended: performance.now(), urls: [older.url], after: () => world.start(1) }
}

/** Both versions have been at work on the newer tables since the fault before. Then the older one ends, cannot begin again, and is replaced. */
async function replaceOlder(world: World): Promise<Harm> {
  const after = async () => {
    await world.apps[0].kill()
    const refused = await world.start(0, 'older').then(
      () => 'it started',
      (error: Error) => error.message,
    )
    if (!refused.includes('newer version of Studycircle')) throw new Error(`An older version met newer tables: ${refused}`)
    await world.start(0)
  }
  return { ended: performance.now(), urls: urlsOf(world), after }
}

/**
 * In this order: the first two leave newer tables, and two processes that know them. All else is asked of what is released then, and not of a
 * version before it.
 */
export const FAULTS: Fault[] = [
  { name: 'upgrade killed in the middle', harm: interruptMigration },
  { name: 'two versions at once', harm: replaceOlder },
  { name: 'none: two processes', harm: (world) => ({ ended: performance.now(), urls: urlsOf(world) }) },
  { name: 'kill -9 of a process', harm: killApp },
  { name: 'kill -9 of Postgres', harm: killDatabase },
  { name: `Postgres frozen for ${FROZEN} s`, harm: freeze },
  { name: 'disk full', harm: fillDisk, needsDisk: true },
  { name: 'one group floods', harm: floodOneGroup },
  { name: 'clock an hour ahead', harm: jump(HOUR) },
  { name: 'clock an hour behind', harm: jump(-HOUR) },
  { name: 'clock right again', harm: jump(0) },
]
