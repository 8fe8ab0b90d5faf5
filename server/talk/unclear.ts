import 'server-only'
import type { InChapter } from '#domain/group.ts'
import { Problem, say } from '#domain/problem.ts'
import { holdStep, shownStep, type UnclearParagraph, type UpdateUnclear } from '#domain/unclear.ts'
import type { Viewer } from '#domain/viewer.ts'
import { paragraphKeys } from '#prisma/paragraph-keys.ts'
import { requireMember } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, type Tx } from '#server/db.ts'

/** The paragraphs of a chapter that the viewer marked as unclear, or that enough others did. Who did is never told. */
export async function listUnclear(viewer: Viewer, { groupId, chapter: slug }: InChapter): Promise<UnclearParagraph[]> {
  const { guide, userId } = await requireMember(viewer, groupId)
  const chapter = await requireChapter(guide, slug)
  const where = { groupId, chapter: slug }
  const [counts, own, held] = await Promise.all([
    db().unclearMark.groupBy({ by: ['paragraphKey'], where, _count: true }),
    db().unclearMark.findMany({ where: { ...where, userId }, select: { paragraphKey: true } }),
    db().unclearStep.findMany({ where }),
  ])
  const marks = new Map(counts.map(({ paragraphKey, _count }) => [paragraphKey, _count]))
  const steps = new Map(held.map((row) => [row.paragraphKey, row]))
  const mine = new Set(own.map(({ paragraphKey }) => paragraphKey))
  const now = new Date()
  return paragraphKeys(chapter)
    .map(({ key, label }) => ({
      paragraph: label,
      mine: mine.has(key),
      step: shownStep(steps.get(key) ?? null, marks.get(key) ?? 0, now),
    }))
    .filter((paragraph) => paragraph.mine || paragraph.step > 0)
}

/**
 * Marks a paragraph as unclear, or takes the viewer's mark back. Doing either twice is harmless. No live event tells of
 * it: a step that rises the moment somebody is seen reading would say who they are.
 * @throws Problem `conflict` with `reload: true` when the chapter is not the one that the viewer has open
 */
export async function updateUnclear(viewer: Viewer, input: UpdateUnclear): Promise<UnclearParagraph> {
  const { guide, userId } = await requireMember(viewer, input.groupId)
  const { groupId, chapter: slug, paragraph, unclear } = input
  const chapter = await requireChapter(guide, slug)
  const paragraphKey = paragraphKeys(chapter).find(({ label }) => label === paragraph)?.key
  if (chapter.revision !== input.chapterRevision || !paragraphKey) {
    throw new Problem('conflict', say('chapterChanged'), { reload: true })
  }
  const place = { groupId, chapter: slug, paragraphKey }
  const step = await db().$transaction(async (tx) => {
    await lock(tx, place)
    const before = await tx.unclearMark.count({ where: place })
    if (unclear) await tx.unclearMark.createMany({ data: [{ ...place, userId }], skipDuplicates: true })
    else await tx.unclearMark.deleteMany({ where: { ...place, userId } })
    const after = await tx.unclearMark.count({ where: place })
    const where = { groupId_chapter_paragraphKey: place }
    const known = await tx.unclearStep.findUnique({ where })
    const now = new Date()
    const held = before === after ? known : holdStep(known, before, after, now)
    if (held && held !== known) {
      const { step, heldUntil } = held
      await tx.unclearStep.upsert({ where, create: { ...place, step, heldUntil }, update: { step, heldUntil } })
    }
    return shownStep(held, after, now)
  })
  return { paragraph, mine: unclear, step }
}

/** One change of a paragraph's marks at a time. */
async function lock(tx: Tx, { groupId, chapter, paragraphKey }: { groupId: string; chapter: string; paragraphKey: string }): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${groupId} ${chapter} ${paragraphKey}`}, 0))`
}
