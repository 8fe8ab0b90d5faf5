import { createHash } from 'node:crypto'
import pg from 'pg'
import { RENDERER } from '#server/markdown/render.ts'

/** A group that talks: where it is, what it says, and who of it reads. */
export type Place = { groupId: string; commentId: string; annotationId: string; readers: { userId: string; token: string }[] }
/** The chapters that the group talks about: notes and replies on the first, questions on the second. */
export type Chapters = [talked: { slug: string; revision: string; length: number }, asked: { slug: string }]

/** Members of a group, notes and replies that one chapter of it has, threads that the replies stand in. */
const [MEMBERS, NOTES, REPLIES, ANSWERS, THREADS] = [6, 100, 200, 100, 20]
/** Groups whose talk is read by the bench, and how many of each read it. */
const [READ, READERS] = [200, 3]

/** The same id for the same thing, here and in the statements below. */
export function idOf(name: string): string {
  const sum = createHash('md5').update(name).digest('hex')
  const hex = `${sum.slice(0, 12)}4${sum.slice(13, 16)}8${sum.slice(17)}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const ID = `CREATE FUNCTION pg_temp.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT (substr(md5(name), 1, 12) || '4' || substr(md5(name), 14, 3) || '8' || substr(md5(name), 18))::uuid $$`

/** Takes the indexes off the large tables. @returns what makes them again, which at once takes less than row by row */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = 'public' AND tablename IN ('annotations', 'comments') AND indexdef NOT LIKE 'CREATE UNIQUE%'`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`)
  return rows.map(({ definition }) => definition)
}

/**
 * Fills an empty database in bulk: every second of `rows / 50` groups has a hundred notes on a chapter, two hundred replies to them and a
 * hundred words on the questions of the next one.
 */
export async function seed(url: string, rows: number, [talked, asked]: Chapters): Promise<Place[]> {
  const groups = Math.round(rows / 50)
  const read = Math.min(READ, groups / 2)
  const people = 2 * groups
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const run = (sql: string, ...values: unknown[]) => client.query(sql, values)
  const member = (group: string, at: string) => `pg_temp.id('user ' || (${group} * 2 + ${at}) % ${people})`
  try {
    await run('SET synchronous_commit = off')
    // What is made here fits together; looking each row up again would take most of the time. Only a superuser may.
    await run('SET session_replication_role = replica').catch(() => {})
    await run(ID)
    const indexes = await dropIndexes(client)
    await run(`INSERT INTO users (id, username, name)
      SELECT pg_temp.id('user ' || n), 'bench-' || n, 'Reader ' || n FROM generate_series(0, ${people - 1}) n`)
    await run(`INSERT INTO sessions (id, session_token, user_id, user_agent, expires)
      SELECT pg_temp.id('session ' || n), pg_temp.id('token ' || n)::text, pg_temp.id('user ' || n), '', now() + interval '20 days'
      FROM generate_series(0, ${people - 1}) n`)
    await run(
      `INSERT INTO reading_groups (id, guide, name) SELECT pg_temp.id('group ' || g), $1, 'Group ' || g FROM generate_series(0, ${groups - 1}) g`,
      'trotsky',
    )
    await run(`INSERT INTO memberships (group_id, user_id, role)
      SELECT pg_temp.id('group ' || g), ${member('g', 'm')}, (CASE m WHEN 0 THEN 'OWNER' ELSE 'MEMBER' END)::"Role"
      FROM generate_series(0, ${groups - 1}) g, generate_series(0, ${MEMBERS - 1}) m`)
    await run(
      `INSERT INTO visits (group_id, user_id, chapter, seen_at)
      SELECT pg_temp.id('group ' || g), ${member('g', 'm')}, $1, now() - interval '9 days'
      FROM generate_series(0, ${groups - 1}, 2) g, generate_series(0, ${MEMBERS - 1}) m`,
      talked.slug,
    )
    const at = `now() - (n % 30) * interval '1 day' - n * interval '1 second'`
    const words = `'What does this say to number ' || n || ', and what did we say about it when we met last week?'`
    await run(
      `INSERT INTO annotations (id, group_id, chapter, chapter_revision, creator_id, visibility, exact, prefix, suffix, start, "end", body, html,
        renderer, motivation, created_at, updated_at, words_at)
      SELECT pg_temp.id('note ' || g || ' ' || n), pg_temp.id('group ' || g), $1, $2, ${member('g', `n % ${MEMBERS}`)},
        (CASE WHEN n % 10 = 9 THEN 'PRIVATE' ELSE 'GROUP' END)::"Visibility", repeat('some words ', 6), repeat('before ', 4), repeat('after ', 5),
        (n * 37) % ($3::int - 100), (n * 37) % ($3::int - 100) + 66, b.body, CASE b.body WHEN '' THEN '' ELSE '<p dir="auto">' || b.body || '</p>' END,
        ${RENDERER}, (CASE b.body WHEN '' THEN 'highlighting' ELSE 'commenting' END)::"Motivation", ${at}, ${at}, ${at}
      FROM generate_series(0, ${groups - 1}, 2) g, generate_series(0, ${NOTES - 1}) n, LATERAL (SELECT CASE n % 2 WHEN 0 THEN ${words} ELSE '' END AS body) b`,
      talked.slug,
      talked.revision,
      talked.length,
    )
    await run(
      `INSERT INTO threads (id, group_id, chapter, annotation_id)
      SELECT pg_temp.id('thread ' || g || ' ' || t), pg_temp.id('group ' || g), $1, pg_temp.id('note ' || g || ' ' || t * 4)
      FROM generate_series(0, ${groups - 1}, 2) g, generate_series(0, ${THREADS - 1}) t`,
      talked.slug,
    )
    await run(
      `INSERT INTO threads (id, group_id, chapter, question_id)
      SELECT pg_temp.id('asked ' || g || ' ' || t), pg_temp.id('group ' || g), $1, 'question-' || t
      FROM generate_series(0, ${groups - 1}, 2) g, generate_series(0, ${THREADS - 1}) t`,
      asked.slug,
    )
    for (const [thread, comment, count] of [
      ['thread', 'reply', REPLIES],
      ['asked', 'answer', ANSWERS],
    ])
      await run(`INSERT INTO comments (id, group_id, thread_id, creator_id, body, html, renderer, created_at, updated_at, words_at)
        SELECT pg_temp.id('${comment} ' || g || ' ' || n), pg_temp.id('group ' || g), pg_temp.id('${thread} ' || g || ' ' || n % ${THREADS}),
          ${member('g', `n % ${MEMBERS}`)}, ${words}, '<p dir="auto">' || ${words} || '</p>', ${RENDERER}, ${at}, ${at}, ${at}
        FROM generate_series(0, ${groups - 1}, 2) g, generate_series(0, ${Number(count) - 1}) n`)
    for (const index of indexes) await run(index)
    await run('VACUUM ANALYZE')
    await run('CHECKPOINT').catch(() => {})
  } finally {
    await client.end()
  }
  return Array.from({ length: read }, (_, at) => {
    const group = 2 * Math.floor((at * groups) / 2 / read)
    const readers = Array.from({ length: READERS }, (_, member) => {
      const person = (group * 2 + member) % people
      return { userId: idOf(`user ${person}`), token: idOf(`token ${person}`) }
    })
    return {
      ...{ groupId: idOf(`group ${group}`), commentId: idOf(`reply ${group} ${at % REPLIES}`), readers },
      annotationId: idOf(`note ${group} ${4 * (at % THREADS)}`),
    }
  })
}
