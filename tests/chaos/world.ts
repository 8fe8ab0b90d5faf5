import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { DEMO_GUIDE, DEMO_USERNAMES } from '#prisma/demo.ts'
import { MIGRATIONS } from '#scripts/migrations.ts'
import { readPidFile } from '#scripts/postgres-folder.ts'
import { clear, FOLDER, own } from '#tests/chaos/leftovers.ts'
import { mountSmallDisk, type SmallDisk } from '#tests/chaos/small-disk.ts'
import { makeGroup, type Place, signIn } from '#tests/chaos/writer.ts'
import { type AppServer, startApp } from '#tests/support/app-server.ts'
import { addDemo } from '#tests/support/demo.ts'
import { childrenOf, killTree } from '#tests/support/freeze.ts'

/** Megabytes of the disk that is filled in a round: enough for a database, and soon full. */
const DISK = 400

/** Two processes of the product on one database, and those who write to it. */
export type World = {
  apps: [AppServer, AppServer]
  people: string[]
  place: Place
  /** Another group, of the first of them alone. */
  quiet: string
  cluster: string
  /** Null where this user may not mount one: then no disk is filled. */
  disk: SmallDisk | null
  /** Starts one of the two anew on its port. @param version `older`: as if nothing had been released meanwhile */
  start: (index: 0 | 1, version?: 'older') => Promise<void>
  /** Kills whatever is being started, with all that it has started itself. */
  killStarting: () => void
  /** Asks the database as its superuser. */
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>
  connect: () => Promise<pg.Client>
  /** Sets the clock of both processes off by some milliseconds. Postgres keeps its own. */
  setClock: (off: number) => void
  /** From now on whatever is started is a newer version, whose tables have changed. */
  release: (sql: string) => void
  end: () => Promise<void>
}

/**
 * @param older a checkout of the version before, installed and built: both processes are of it until a newer one is released. Without it the
 *   versions are one program, and the newer one has a migration more
 */
export async function makeWorld(older?: string): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), FOLDER))
  own(folder)
  const [dataDir, clock, migrations] = ['data', 'clock', 'migrations'].map((name) => path.join(folder, name)) as [string, string, string]
  mkdirSync(dataDir)
  const disk = mountSmallDisk(path.join(folder, 'disk'), dataDir, DISK)
  // Within reach of the user that Postgres runs as; else its folder would be on another disk.
  for (const each of [folder, dataDir]) chmodSync(each, 0o711)
  cpSync(MIGRATIONS, migrations, { recursive: true })
  writeFileSync(clock, '0')
  const env = {
    LOG_LEVEL: 'error',
    CHAOS_CLOCK: clock,
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'clock.ts'))}`,
  }
  let releases = 0
  /** What is started now, or as if nothing had been released meanwhile. */
  const program = (version?: 'older') => {
    const isNew = releases > 0 && version !== 'older'
    if (older && !isNew) return { folder: older, env: { ...env, MIGRATIONS_DIR: path.join(older, 'prisma', 'migrations') } }
    return { env: { ...env, MIGRATIONS_DIR: version === 'older' ? MIGRATIONS : migrations } }
  }
  const cluster = path.join(dataDir, 'postgres')
  const connect = async () => {
    const port = readPidFile(cluster)?.port
    const password = readFileSync(path.join(dataDir, 'secrets', 'database-password'), 'utf8').trim()
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'studycircle' })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const query: World['query'] = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
    const client = await connect()
    try {
      return (await client.query<Row>(sql, values)).rows
    } finally {
      await client.end()
    }
  }
  const started: AppServer[] = []
  const end = async () => {
    try {
      for (const app of started) await app.stop()
    } finally {
      await clear(folder)
    }
  }
  try {
    started.push(await startApp({ dataDir, ...program() }))
    const demo = await addDemo(dataDir, older)
    started.push(await startApp({ dataDir, ...program() }))
    const apps = started as [AppServer, AppServer]
    const people = await Promise.all(DEMO_USERNAMES.map((username) => signIn(apps[0].url, username, demo.password)))
    const place = await findPlace(query, demo.groupPath.split('/').pop() ?? '')
    const quiet = await makeGroup(apps[0].url, people[0] ?? '', DEMO_GUIDE)
    const start: World['start'] = async (index, version) => {
      const port = Number(new URL(apps[index].url).port)
      apps[index] = await startApp({ dataDir, port, ...program(version) })
    }
    const killStarting = () => {
      const running = apps.map((app) => app.process.pid)
      for (const pid of childrenOf(process.pid)) if (!running.includes(pid)) killTree(pid)
    }
    const setClock = (off: number) => {
      writeFileSync(clock, String(off))
      for (const { process } of apps) process.kill('SIGUSR2')
    }
    const release = (sql: string) => {
      const name = path.join(migrations, `29990101000000_release_${releases++}`)
      mkdirSync(name)
      writeFileSync(path.join(name, 'migration.sql'), sql)
    }
    return { apps, people, place, quiet, cluster, disk, start, killStarting, query, connect, setClock, release, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** A question that the invented group talks about, and words that somebody marked there. */
async function findPlace(query: World['query'], groupId: string): Promise<Place> {
  const [thread] = await query<{ chapter: string; question: string }>(
    'SELECT chapter, question_id AS question FROM threads WHERE group_id = $1 AND question_id IS NOT NULL LIMIT 1',
    [groupId],
  )
  const [passage] = await query<{ chapter: string }>(
    `SELECT chapter, chapter_revision AS "chapterRevision", exact, prefix, suffix, start, "end"
     FROM annotations WHERE group_id = $1 AND lost_in IS NULL AND sought_in IS NULL AND deleted_at IS NULL LIMIT 1`,
    [groupId],
  )
  if (!thread || !passage) throw new Error('the invented group talks about no question, or has no note')
  const { chapter, question } = thread
  return {
    groupId,
    comments: { chapter, parentId: null, subject: { kind: 'question', questionId: question } },
    annotations: { ...passage, visibility: 'GROUP', motivation: 'commenting', tags: [] },
  }
}
