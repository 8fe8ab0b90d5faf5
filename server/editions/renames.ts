import 'server-only'
import type { Chapter } from '#domain/guide.ts'
import { Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'

/** A chapter that has another address now, its text being the same; in one group, or (null) for all that study the guide. */
export type Rename = { from: string; to: string; groupId: string | null }

/**
 * Finds the chapters that are not in a guide any more whose very text another chapter has: one, and no more.
 * @param chapters the chapters that the guide has now; the editions in the database are still those from before
 */
export async function listRenames(tx: Tx, guide: string, chapters: Pick<Chapter, 'slug' | 'revision' | 'text'>[]): Promise<Rename[]> {
  const slugs = chapters.map(({ slug }) => slug)
  const withText = chapters.filter(({ text }) => text.trim() !== '')
  const homes = new Map(
    [...Map.groupBy(withText, ({ revision }) => revision)].flatMap(([key, [home, more]]) => (more ? [] : [[key, home]])),
  )
  const published = await tx.edition.findMany({ where: { guide, chapter: { notIn: slugs } } })
  // Where the chapter left the guide long ago, what is known of its text is what the notes on it name.
  const noted = await tx.$queryRaw<{ groupId: string; chapter: string; revision: string }[]>`
    SELECT DISTINCT a.group_id AS "groupId", a.chapter, a.chapter_revision AS revision
    FROM annotations a JOIN reading_groups g ON g.id = a.group_id
    WHERE g.guide = ${guide} AND a.chapter <> ALL(${slugs}::text[]) AND a.chapter_revision = ANY(${[...homes.keys()]}::text[]) ORDER BY 1, 2, 3`
  const renames: Rename[] = []
  for (const { chapter: from, revision, groupId } of [...published.map((each) => ({ ...each, groupId: null })), ...noted]) {
    const to = homes.get(revision)?.slug
    const isKnown = renames.some((other) => other.from === from && (other.groupId === null || other.groupId === groupId))
    if (to !== undefined && !isKnown) renames.push({ from, to, groupId })
  }
  return renames
}

/**
 * Takes everything that groups have at a chapter's old address to its new one, and writes down of each note that it moved. Nothing is
 * overwritten: an answer stays behind where its writer has answered the same question at the new address.
 */
export async function carryRename(tx: Tx, guide: string, rename: Rename): Promise<void> {
  const { from, to } = rename
  const groupIds = await listConcerned(tx, guide, rename)
  if (groupIds.length === 0) return
  const at = (table: string) =>
    Prisma.sql`${Prisma.raw(table)}.group_id = ANY(${groupIds}::uuid[]) AND ${Prisma.raw(table)}.chapter = ${from}`
  await carryNotes(tx, rename, at('a'))
  await carryThreads(tx, rename, at('t'))
  await carryAsked(tx, rename, at('q'))
  await tx.$executeRaw`
    UPDATE answers w SET chapter = ${to} WHERE ${at('w')} AND (w.deleted_at IS NOT NULL OR NOT EXISTS (SELECT FROM answers o
      WHERE o.group_id = w.group_id AND o.chapter = ${to} AND o.question_id = w.question_id AND o.creator_id = w.creator_id
        AND o.deleted_at IS NULL))`
  await tx.$executeRaw`UPDATE threads t SET chapter = ${to} FROM answers w WHERE ${at('t')} AND w.id = t.answer_id AND w.chapter = ${to}`
  await tx.$executeRaw`
    UPDATE group_answers v SET chapter = ${to} WHERE ${at('v')} AND NOT EXISTS (SELECT FROM group_answers o
      WHERE o.group_id = v.group_id AND o.chapter = ${to} AND o.question_id = v.question_id)`
  await tx.$executeRaw`
    DELETE FROM asked_questions q WHERE ${at('q')} AND NOT EXISTS (SELECT FROM answers w
      WHERE w.group_id = q.group_id AND w.chapter = q.chapter AND w.question_id = q.question_id)
      AND NOT EXISTS (SELECT FROM group_answers v WHERE v.group_id = q.group_id AND v.chapter = q.chapter AND v.question_id = q.question_id)`
  await tx.$executeRaw`UPDATE group_questions q SET chapter = ${to} WHERE ${at('q')}`
  // What calendars know of it names its title and its address.
  await tx.$executeRaw`UPDATE meetings m SET chapter = ${to}, version = version + 1, updated_at = CURRENT_TIMESTAMP WHERE ${at('m')}`
  await tx.$executeRaw`
    UPDATE meetings SET more_chapters = array_replace(more_chapters, ${from}, ${to}), version = version + 1, updated_at = CURRENT_TIMESTAMP
    WHERE group_id = ANY(${groupIds}::uuid[]) AND ${from} = ANY(more_chapters)`
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM visits v WHERE ${at('v')} RETURNING *)
    INSERT INTO visits (group_id, user_id, chapter, seen_at, seen, paragraph, read_at)
    SELECT group_id, user_id, ${to}, seen_at, seen, paragraph, read_at FROM gone
    ON CONFLICT (group_id, user_id, chapter) DO UPDATE
      SET seen_at = GREATEST(visits.seen_at, excluded.seen_at), seen = visits.seen + excluded.seen`
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM unclear_marks u WHERE ${at('u')} RETURNING *)
    INSERT INTO unclear_marks (group_id, chapter, paragraph_key, user_id) SELECT group_id, ${to}, paragraph_key, user_id FROM gone
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM unclear_steps u WHERE ${at('u')} RETURNING *)
    INSERT INTO unclear_steps (group_id, chapter, paragraph_key, step, held_until)
    SELECT group_id, ${to}, paragraph_key, step, held_until FROM gone
    ON CONFLICT (group_id, chapter, paragraph_key) DO UPDATE SET step = GREATEST(unclear_steps.step, excluded.step),
      held_until = GREATEST(unclear_steps.held_until, excluded.held_until)`
  for (const groupId of groupIds) for (const chapter of [from, to]) await notify(tx, { groupId, noun: 'edition', id: groupId, chapter })
}

/** The groups that have anything at the old address. */
async function listConcerned(tx: Tx, guide: string, { from, groupId }: Rename): Promise<string[]> {
  const tables = [
    'annotations',
    'threads',
    'answers',
    'asked_questions',
    'group_questions',
    'meetings',
    'visits',
    'unclear_marks',
    'unclear_steps',
  ]
  const all = tables.map((table) => Prisma.sql`SELECT group_id FROM ${Prisma.raw(table)} WHERE chapter = ${from}`)
  all.push(Prisma.sql`SELECT group_id FROM meetings WHERE ${from} = ANY(more_chapters)`)
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT g.id FROM reading_groups g WHERE g.guide = ${guide} AND g.id IN (${Prisma.join(all, ' UNION ')}) ORDER BY 1`
  return rows.map(({ id }) => id).filter((id) => groupId === null || id === groupId)
}

/** Notes keep their time of change: nobody said anything new. They are locked in the order in which carrying locks them. */
async function carryNotes(tx: Tx, { from, to }: Rename, at: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`SELECT count(*) FROM (SELECT 1 FROM annotations a WHERE ${at} ORDER BY a.id FOR UPDATE) locked`
  // What was found or missed while the chapter was gone has no meaning any more.
  await tx.$executeRaw`
    DELETE FROM passage_changes c USING annotations a
    WHERE ${at} AND c.annotation_id = a.id AND c.from_chapter = ${from} AND c.outcome IN ('FOUND', 'LOST', 'UNATTACHED')`
  await tx.$executeRaw`
    WITH moved AS (UPDATE annotations a SET chapter = ${to}, sought_in = NULL WHERE ${at} RETURNING *)
    INSERT INTO passage_changes (id, group_id, annotation_id, outcome, from_revision, from_start, from_end, from_exact,
      to_revision, to_start, to_end, to_exact, from_chapter, to_chapter)
    SELECT gen_random_uuid(), group_id, id, 'MOVED', chapter_revision, start, "end", exact, chapter_revision, start, "end", exact, ${from}, ${to}
    FROM moved`
}

/** How the group dealt with a question goes along; revealed at one of two addresses is revealed. */
async function carryAsked(tx: Tx, { to }: Rename, at: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO asked_questions (id, group_id, chapter, question_id, revealed_at, created_at)
    SELECT gen_random_uuid(), group_id, ${to}, question_id, revealed_at, created_at FROM asked_questions q WHERE ${at}
    ON CONFLICT (group_id, chapter, question_id) DO UPDATE SET revealed_at = COALESCE(asked_questions.revealed_at, excluded.revealed_at)`
}

/** Where the group has a thread on the same question at the new address, the two become one. */
async function carryThreads(tx: Tx, { to }: Rename, at: Prisma.Sql): Promise<void> {
  const twin = Prisma.sql`o.group_id = t.group_id AND o.chapter = ${to} AND o.question_id = t.question_id`
  await tx.$executeRaw`UPDATE comments c SET thread_id = o.id FROM threads t JOIN threads o ON ${twin} WHERE ${at} AND c.thread_id = t.id`
  await tx.$executeRaw`DELETE FROM threads t USING threads o WHERE ${at} AND ${twin}`
  // Talk about an answer goes where the answer goes.
  await tx.$executeRaw`UPDATE threads t SET chapter = ${to} WHERE ${at} AND t.answer_id IS NULL`
}
