import 'server-only'
import { plainHtml } from '#domain/plain-html.ts'
import { Problem, say } from '#domain/problem.ts'
import { db, Prisma } from '#server/db.ts'
import { log } from '#server/log.ts'
import { clean, isMarked } from '#server/markdown/plain.ts'
import { inThread } from '#server/markdown/pool.ts'
import { requirePoint, takePoint } from '#server/rate-limit.ts'

/** Which renderer made the HTML that is kept beside words. Raise it with every change of what `renderMarkdown` gives. */
export const RENDERER = 5

const TOO_HEAVY = say('tooHeavy')
const AS_TYPED = '<p dir="auto"><em>This is shown as it was typed: laid out, it would be too large.</em></p>'

/** Words as tables keep them: with the HTML that they make, and which renderer made it. */
export type KeptWords = { body: string; html: string; renderer: number }
/** The same in their row. */
export type Kept = KeptWords & { id: string; version: number }

declare const FRESH: unique symbol
/** A row whose `html` is what today's renderer makes of its words. */
export type Fresh<Row extends Kept> = Row & { [FRESH]: true }

/** The columns of `Kept`, for queries that do not take whole rows. */
export const KEPT = { id: true, body: true, version: true, html: true, renderer: true } as const

export const TABLES = ['annotations', 'comments', 'answers', 'group_answer_versions', 'meeting_summaries'] as const
export type Table = (typeof TABLES)[number]

/**
 * What is to be stored for words that somebody sends. It is made before they are stored, off the main thread and within a budget of
 * time, memory and length.
 * @param userId who sends them: one person's words are laid out one after the other, and whose were over the budget again and again waits
 * @throws Problem `too-large` with what to change when they are over it; `too-many`
 */
export async function keep(body: string, userId: string): Promise<KeptWords> {
  if (!isMarked(clean(body))) return { body, html: plainHtml(clean(body)), renderer: RENDERER }
  const html = await inTurn(userId, async () => {
    await requirePoint('heavy', userId)
    const [made] = await htmlOf([body])
    if (made === null || made === undefined) await takePoint('heavy', userId)
    return made
  })
  if (html === null || html === undefined) throw new Problem('too-large', TOO_HEAVY, { fields: { body: TOO_HEAVY } })
  return { body, html, renderer: RENDERER }
}

// Next compiles routes into several bundles: the process, not the module, counts.
const holder = globalThis as typeof globalThis & { studycircleTurns?: Map<string, Promise<unknown>> }

/** Does something for a person when what was begun for them before is done. */
async function inTurn<Result>(userId: string, act: () => Promise<Result>): Promise<Result> {
  holder.studycircleTurns ??= new Map()
  const turns = holder.studycircleTurns
  const turn = (turns.get(userId) ?? Promise.resolve()).then(act, act)
  turns.set(userId, turn)
  try {
    return await turn
  } finally {
    if (turns.get(userId) === turn) turns.delete(userId)
  }
}

/**
 * Rows as readers may see them. What another renderer made is made anew, once: it is written back. Nothing that is stored can fail
 * here: words over the budget are shown as they were typed.
 */
export async function fresh<Row extends Kept>(table: Table, rows: Row[]): Promise<Fresh<Row>[]> {
  const stale = rows.filter(({ renderer }) => renderer !== RENDERER)
  if (stale.length === 0) return rows as Fresh<Row>[]
  const made = await htmlOf(stale.map(({ body }) => body)).catch((error: unknown) => {
    log().warn({ err: error }, 'stored words could not be rendered')
    return null
  })
  const shown = new Map(stale.map(({ id, body }, at) => [id, made?.[at] ?? (body && `${plainHtml(clean(body))}\n${AS_TYPED}`)]))
  if (made) await writeBack(table, stale, shown)
  return rows.map((row) => ({ ...row, html: shown.get(row.id) ?? row.html })) as Fresh<Row>[]
}

/** The same for one row. */
export async function freshOne<Row extends Kept>(table: Table, row: Row): Promise<Fresh<Row>> {
  const [shown] = await fresh(table, [row])
  return shown ?? (row as Fresh<Row>)
}

/** Whether `fresh` would make another HTML of a row, inside a statement. */
export const staleSql = (alias: string): Prisma.Sql => Prisma.raw(`(${alias}.renderer <> ${RENDERER} AND ${alias}.deleted_at IS NULL)`)

/**
 * `fresh` for what a statement has made into JSON.
 * @param items a JSON array
 * @param stale ids of those that another renderer made; null for none, which costs nothing
 */
export async function freshText(table: Table, items: string, stale: string[] | null): Promise<string> {
  if (stale === null) return items
  const ids = new Set(stale)
  const rows = (JSON.parse(items) as Omit<Kept, 'renderer'>[]).map((item) => ({ ...item, renderer: ids.has(item.id) ? 0 : RENDERER }))
  return JSON.stringify((await fresh(table, rows)).map(({ renderer: _, ...item }) => item))
}

async function writeBack(table: Table, stale: Kept[], shown: Map<string, string>): Promise<void> {
  const ids = stale.map(({ id }) => id)
  const versions = stale.map(({ version }) => version)
  const pages = ids.map((id) => shown.get(id) ?? '')
  // Not through Prisma's own update, which would say that the words were changed just now.
  const update = Prisma.sql`
    UPDATE ${Prisma.raw(table)} AS kept SET html = made.html, renderer = ${RENDERER}
    FROM unnest(${ids}::uuid[], ${versions}::int[], ${pages}::text[]) AS made (id, version, html)
    WHERE kept.id = made.id AND kept.version = made.version`
  await db()
    .$executeRaw(update)
    .catch((error: unknown) => log().warn({ err: error }, 'rendered words were not kept'))
}

/** The HTML of each body; null for one that is over the budget. */
async function htmlOf(bodies: string[]): Promise<(string | null)[]> {
  const texts = bodies.map(clean)
  const marked = texts.filter(isMarked)
  const made = marked.length > 0 ? await renderAll(marked) : []
  return texts.map((text) => (isMarked(text) ? (made.shift() ?? null) : plainHtml(text)))
}

/** A thread that has not enough memory for all of them does not say for which: each half is tried alone. */
async function renderAll(bodies: string[]): Promise<(string | null)[]> {
  const made = await inThread('render', bodies)
  if (made) return made
  if (bodies.length === 1) return [null]
  const half = Math.ceil(bodies.length / 2)
  return [...(await renderAll(bodies.slice(0, half))), ...(await renderAll(bodies.slice(half)))]
}
