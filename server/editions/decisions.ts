import 'server-only'
import { describe, standsAt, trimPassage } from '#domain/anchoring/describe.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'
import type { AboutChange, DecideChange } from '#domain/change.ts'
import type { Chapter } from '#domain/guide.ts'
import { mayDecideChange } from '#domain/permissions.ts'
import { idTaken, notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { findChapter } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { DECISIONS, WAITING } from '#server/editions/change-rows.ts'
import { moveTalk } from '#server/editions/move-talk.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { heardBy, notes } from '#server/visibility.ts'

type Row = Prisma.AnnotationGetPayload<object>

const OUTCOMES = { accept: 'ACCEPTED', attach: 'ATTACHED', unattach: 'UNATTACHED' } as const
const LATE = say('noteDecided')

/**
 * Decides what becomes of a note whose words changed or are gone. A repeat with the same id does nothing more.
 * @throws Problem `conflict` when the note is not where it was looked at any more, or nothing waits; with `reload: true` when the words to
 * attach it to do not stand in the chapter as it is now
 */
export async function decideChange(viewer: Viewer, input: DecideChange): Promise<void> {
  const { groupId, annotationId, id, decision, from } = input
  const member = await requireMember(viewer, groupId)
  const seen = await requireDecidable(member, annotationId)
  const found = await db().passageChange.findFirst({ where: { groupId, annotationId, outcome: 'FOUND', settledById: null } })
  const target = (decision === 'attach' ? input.chapter : found?.toChapter) ?? seen.chapter
  const chapter = await findChapter(member.guide, target)
  await db().$transaction(async (tx) => {
    const row = await lock(tx, groupId, annotationId)
    const known = await tx.passageChange.findUnique({ where: { id } })
    if (known) {
      if (known.annotationId === annotationId && known.actorId === member.userId && known.outcome === OUTCOMES[decision]) return
      throw idTaken()
    }
    const waiting = await tx.passageChange.findMany({ where: { groupId, annotationId, ...WAITING }, orderBy: { createdAt: 'asc' } })
    const isHere = row.chapterRevision === from.chapterRevision && row.start === from.start && row.end === from.end
    const isLost = row.lostIn !== null
    const isGone = waiting.some(({ fromChapter }) => fromChapter !== null)
    const place = waiting.find(({ outcome }) => outcome === 'FOUND')
    const makesSense = {
      attach: isLost || waiting.length > 0 || !(await findChapter(member.guide, row.chapter)),
      accept: place ? place.id === found?.id && place.toRevision === chapter?.revision : waiting.length > 0 && !isLost && !isGone,
      unattach: waiting.length > 0 && (isLost || isGone),
    }
    if (!isHere || row.deletedAt || !makesSense[decision]) throw new Problem('conflict', LATE)
    const to = decision === 'attach' ? input.to : decision === 'accept' && place && placeIn(place, chapter)
    const put = to ? await attach(tx, row, to, chapter) : null
    const now = put ?? (isLost || isGone ? null : row)
    const moves = put !== null && put.chapter !== row.chapter
    await tx.passageChange.create({
      data: {
        ...{ id, groupId, annotationId, outcome: OUTCOMES[decision], actorId: member.userId },
        ...{ fromRevision: row.chapterRevision, fromStart: row.start, fromEnd: row.end, fromExact: row.exact },
        ...{ fromChapter: moves || isGone ? row.chapter : null, toChapter: moves ? put.chapter : null },
        toRevision: put?.chapterRevision ?? row.lostIn ?? row.chapterRevision,
        ...{ toStart: now?.start ?? null, toEnd: now?.end ?? null, toExact: now?.exact ?? null },
        near: isLost ? (waiting.findLast(({ near }) => near !== null)?.near ?? 0) : null,
      },
    })
    await tx.passageChange.updateMany({ where: { groupId, annotationId, ...WAITING }, data: { settledById: id } })
    await tell(tx, row, moves ? put.chapter : row.chapter)
  })
}

/**
 * Takes a decision back: the note is where it was, and waits again.
 * @throws Problem `conflict` when the note has moved on since
 */
export async function undoDecision(viewer: Viewer, { groupId, changeId }: AboutChange): Promise<void> {
  const member = await requireMember(viewer, groupId)
  const outcome = { in: Object.keys(DECISIONS) as (keyof typeof DECISIONS)[] }
  const made = await db().passageChange.findFirst({ where: { id: changeId, groupId, outcome } })
  if (!made) throw notFound()
  await requireDecidable(member, made.annotationId)
  await db().$transaction(async (tx) => {
    const row = await lock(tx, groupId, made.annotationId)
    if (made.outcome === 'ATTACHED' || made.toChapter !== null) await detach(tx, row, made)
    // Whatever it settled waits again: the database clears the reference.
    await tx.passageChange.deleteMany({ where: { id: changeId, groupId } })
    await tell(tx, row, made.toChapter === null ? row.chapter : (made.fromChapter ?? row.chapter))
  })
}

/** The creator of a note acknowledges what somebody else decided about it. */
export async function acknowledgeDecision(viewer: Viewer, { groupId, changeId }: AboutChange): Promise<void> {
  const { userId } = await requireMember(viewer, groupId)
  const where = { id: changeId, groupId, annotation: { creatorId: userId } }
  const { count } = await db().passageChange.updateMany({ where, data: { acknowledgedAt: new Date() } })
  if (count === 0) throw notFound()
}

/** @throws Problem `not-found` for what the viewer cannot see, `forbidden` for what others decide */
async function requireDecidable(member: Belonging, annotationId: string): Promise<Row> {
  const { groupId, userId, role } = member
  const row = await db().annotation.findFirst({ where: { id: annotationId, groupId, deletedAt: null, ...notes.openTo(member) } })
  if (!row) throw notFound()
  const { visibility } = row
  const allowed = mayDecideChange({ role, visibility, isCreator: row.creatorId === userId })
  requireRight(allowed, say('mayPlaceNote'))
  return row
}

async function lock(tx: Tx, groupId: string, id: string): Promise<Row> {
  await tx.$executeRaw`SELECT 1 FROM annotations WHERE id = ${id}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`
  return tx.annotation.findFirstOrThrow({ where: { id, groupId } })
}

/** `soughtIn` is set while the chapter is gone. */
type Placed = Selectors & { chapter: string; chapterRevision: string; lostIn: string | null; soughtIn: string | null }

function placeIn({ toStart, toEnd }: { toStart: number | null; toEnd: number | null }, chapter: Chapter | null): Selectors | null {
  return chapter && toStart !== null && toEnd !== null ? describe(chapter.text, { start: toStart, end: toEnd }) : null
}

async function attach(tx: Tx, row: Row, to: Selectors, chapter: Chapter | null): Promise<Placed> {
  if (!chapter) throw new Problem('conflict', say('chapterLeft'))
  if (!standsAt(chapter.text, to)) {
    throw new Problem('conflict', say('chapterChangedSelect'), { reload: true })
  }
  if (!trimPassage(chapter.text, to)) throw new Problem('invalid', say('selectWords'))
  const soughtIn = chapter.slug === row.chapter ? row.soughtIn : null
  const place = { ...describe(chapter.text, to), chapter: chapter.slug, chapterRevision: chapter.revision, lostIn: null, soughtIn }
  await keepText(tx, chapter)
  await putAt(tx, row, place)
  return place
}

type Made = Prisma.PassageChangeGetPayload<object>

async function detach(tx: Tx, row: Row, made: Made): Promise<void> {
  const isThere = row.chapterRevision === made.toRevision && row.start === made.toStart && row.chapter === (made.toChapter ?? row.chapter)
  if (!isThere) throw new Problem('conflict', LATE)
  const kept = await tx.chapterText.findUnique({ where: { revision: made.fromRevision } })
  const place = { start: made.fromStart, end: made.fromEnd }
  const selectors = kept ? describe(kept.text, place) : { ...place, exact: made.fromExact, prefix: '', suffix: '' }
  const lostIn = made.near === null ? null : made.toRevision
  const moves = made.toChapter !== null && made.fromChapter !== null
  // No texts of a guide have this hash: at the next publication it is looked for again, or at home again.
  const back = moves
    ? { chapter: made.fromChapter ?? row.chapter, soughtIn: made.toRevision }
    : { chapter: row.chapter, soughtIn: row.soughtIn }
  await putAt(tx, row, { ...selectors, ...back, chapterRevision: made.fromRevision, lostIn })
}

/** The note's time of change stays: nobody said anything new. */
async function putAt(tx: Tx, { id, groupId, chapter: before }: Row, place: Placed): Promise<void> {
  const { chapter, chapterRevision, lostIn, soughtIn, start, end, exact, prefix, suffix } = place
  await tx.$executeRaw`
    UPDATE annotations SET chapter = ${chapter}, chapter_revision = ${chapterRevision}, lost_in = ${lostIn}, sought_in = ${soughtIn},
      start = ${start}, "end" = ${end}, exact = ${exact}, prefix = ${prefix}, suffix = ${suffix}
    WHERE id = ${id}::uuid AND group_id = ${groupId}::uuid`
  if (chapter !== before) await moveTalk(tx, groupId, [id], chapter)
}

/** @param chapter where the note is now */
async function tell(tx: Tx, row: Row, chapter: string): Promise<void> {
  const { groupId } = row
  const audience = heardBy(notes.audience(row))
  await announceAnnotation(tx, { ...row, chapter })
  await notify(tx, { groupId, noun: 'change', id: row.id, ...audience })
  if (chapter !== row.chapter)
    for (const each of [row.chapter, chapter]) await notify(tx, { groupId, noun: 'edition', id: groupId, chapter: each, ...audience })
}
