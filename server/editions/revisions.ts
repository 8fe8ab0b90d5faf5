import 'server-only'
import type { Chapter, Guide } from '#domain/guide.ts'
import { findChapter, listGuides, requireGuide } from '#server/content/guides.ts'
import { db, Prisma, patientDb } from '#server/db.ts'
import { isAstrayIn, keepText } from '#server/editions/carry.ts'
import { carryEach, type Work } from '#server/editions/carry-work.ts'
import { comeHome, type GuideTexts, isUnsought } from '#server/editions/gone.ts'
import { carryRename, listRenames } from '#server/editions/renames.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

/**
 * Publishes the texts that this process has, and carries every annotation on an older text over into them. What is to be done is seen
 * from the rows themselves, so a call that was cut short is made up for by the next one, and two at once do it once.
 * @param guide the guide that was published; all of them unless told
 * @returns once every annotation is carried
 * @throws Error when some could not be carried, after trying all
 */
export async function chaptersChanged(guide?: string): Promise<void> {
  const slugs = guide === undefined ? (await listGuides()).map(({ slug }) => slug) : [guide]
  const work: Work[] = []
  let notes = 0
  for (const slug of slugs) {
    const chapters = await readChapters(slug)
    const texts = textsOf(await requireGuide(slug), chapters)
    await recordEditions(slug, chapters)
    for (const astray of await listAstray(slug)) {
      const chapter = chapters.find((each) => each.slug === astray.chapter)
      if (!chapter) continue
      work.push(workOn(astray.groupId, chapter))
      notes += astray.notes
    }
    for (const gone of await listGone(texts)) {
      work.push({ groupId: gone.groupId, texts })
      notes += gone.notes
    }
  }
  await carry(work, notes)
}

async function readChapters(slug: string): Promise<Chapter[]> {
  const { chapters } = await requireGuide(slug)
  const read = await Promise.all(chapters.map((chapter) => findChapter(slug, chapter.slug)))
  return read.filter((chapter) => chapter !== null)
}

/**
 * Makes these the texts that annotations are carried into, and keeps those that carry annotations already. A chapter whose text stands
 * at another address now takes everything with it.
 */
async function recordEditions(guide: string, chapters: Chapter[]): Promise<void> {
  const slugs = chapters.map(({ slug }) => slug)
  const revisions = chapters.map(({ revision }) => revision)
  await patientDb().$transaction(async (tx) => {
    const renames = await listRenames(tx, guide, chapters)
    await tx.$executeRaw`
      INSERT INTO editions (guide, chapter, revision)
      SELECT ${guide}, c.slug, c.revision FROM unnest(${slugs}::text[], ${revisions}::text[]) AS c (slug, revision) ORDER BY c.slug
      ON CONFLICT (guide, chapter) DO UPDATE SET revision = excluded.revision, published_at = CURRENT_TIMESTAMP
      WHERE editions.revision <> excluded.revision`
    await tx.edition.deleteMany({ where: { guide, chapter: { notIn: slugs } } })
    const unkept = await tx.$queryRaw<{ revision: string }[]>`
      SELECT DISTINCT chapter_revision AS revision FROM annotations a WHERE chapter_revision = ANY(${revisions}::text[])
        AND NOT EXISTS (SELECT FROM chapter_texts t WHERE t.revision = a.chapter_revision)`
    for (const { revision } of unkept) {
      const chapter = chapters.find((each) => each.revision === revision)
      if (chapter) await keepText(tx, chapter)
    }
    for (const rename of renames) await carryRename(tx, guide, rename)
    await comeHome(tx, guide, slugs)
    if (renames.length > 0) log().info({ guide, renames }, 'chapters have other addresses')
  })
}

/** The chapters, each with the group, whose annotations are still on another text than the published one, and how many those are. */
async function listAstray(guide: string): Promise<{ groupId: string; chapter: string; notes: number }[]> {
  return db().$queryRaw`
    SELECT a.group_id AS "groupId", a.chapter, count(*)::int AS notes FROM annotations a JOIN reading_groups g ON g.id = a.group_id
      JOIN editions e ON e.guide = g.guide AND e.chapter = a.chapter
    WHERE g.guide = ${guide} AND ${isAstrayIn(Prisma.sql`e.revision`)} GROUP BY 1, 2 ORDER BY 1, 2`
}

/** The groups with notes of chapters that are gone which have not been looked for in these texts yet, and how many those are. */
async function listGone({ guide, chapters }: GuideTexts): Promise<{ groupId: string; notes: number }[]> {
  return db().$queryRaw`
    SELECT a.group_id AS "groupId", count(*)::int AS notes FROM annotations a JOIN reading_groups g ON g.id = a.group_id
    WHERE g.guide = ${guide} AND ${isUnsought(chapters)} GROUP BY 1 ORDER BY 1`
}

function textsOf({ slug, withdrawn }: Guide, chapters: Chapter[]): GuideTexts {
  const texts = chapters.map(({ slug: chapter, revision, text }) => ({ chapter, revision, text }))
  return { guide: slug, chapters: texts, withdrawn: withdrawn.map((item) => item.slug) }
}

function workOn(groupId: string, { guide, slug: chapter, revision, text }: Chapter): Work {
  return { groupId, published: { guide, chapter, revision, text } }
}

async function carry(work: Work[], notes: number): Promise<void> {
  const done = await carryEach(work, notes)
  for (const { groupId, about, tally, ms } of done) if (tally) log().info({ groupId, about, ...tally, ms }, 'annotations carried over')
  const failed = done.find(({ failure }) => failure !== undefined)
  if (failed) throw new Error(`Annotations of ${failed.about} could not be carried over: ${failed.failure}`)
}

/** Chapters that this process is carrying over, by group and address. */
const underway = new Set<string>()

/**
 * For whoever met an annotation that is still on another text: has it carried over, without waiting for it. Such a one was made by a
 * process that still had the older text, or the process that began to carry it ended.
 */
export function carrySoon(groupId: string, chapter: Chapter): void {
  const name = `${groupId} ${chapter.slug}`
  if (underway.has(name)) return
  underway.add(name)
  // In development files change while the program runs.
  const published = env().NODE_ENV === 'development' ? publishAgain(chapter.guide) : Promise.resolve()
  published
    .then(() => carry([workOn(groupId, chapter)], 1))
    .catch((error: unknown) => log().error({ err: error, groupId, chapter: chapter.slug }, 'annotations could not be carried over'))
    .finally(() => underway.delete(name))
}

async function publishAgain(guide: string): Promise<void> {
  await recordEditions(guide, await readChapters(guide))
}
