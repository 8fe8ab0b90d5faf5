import 'server-only'
import { markDifferences } from '#domain/anchoring/differences.ts'
import { boundaryAfter, boundaryBefore } from '#domain/anchoring/graphemes.ts'
import type { AboutEdition, Changes, ChapterChanges, DecidedNote, Edition, LostNote } from '#domain/change.ts'
import type { InGroup } from '#domain/group.ts'
import type { Chapter } from '#domain/guide.ts'
import { paragraphAt } from '#domain/guide-reading.ts'
import { maySeeChanges } from '#domain/permissions.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { findChapter, requireChapter, requireGuide } from '#server/content/guides.ts'
import { db, type Prisma } from '#server/db.ts'
import { publishedRevision } from '#server/editions/revisions.ts'
import { renderMarkdown } from '#server/markdown.ts'

/** A change or a loss that nobody has decided about. */
export const WAITING = { outcome: { in: ['CHANGED', 'LOST'] }, settledById: null } satisfies Prisma.PassageChangeWhereInput
export const DECISIONS = { ACCEPTED: 'accept', ATTACHED: 'attach', UNATTACHED: 'unattach' } as const
/** How much of the text is shown on either side of a gap, in UTF-16 units. */
const AROUND = 160
/** So many moved notes of a chapter are listed; nothing has to be done about them. */
const MOVED_MAX = 200

const WITH_WAITING = {
  creator: { select: { id: true, name: true } },
  changes: { where: WAITING, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.AnnotationInclude
type Row = Prisma.AnnotationGetPayload<{ include: typeof WITH_WAITING }>

/** Whose notes somebody hears of: their own, and those that the group sees for who leads it. */
const concerning = (userId: string, leads: boolean) =>
  ({
    deletedAt: null,
    OR: [{ creatorId: userId }, ...(leads ? [{ visibility: 'GROUP' as const }] : [])],
  }) satisfies Prisma.AnnotationWhereInput

const decidedByOthers = (userId: string) =>
  ({
    outcome: { in: ['ACCEPTED', 'ATTACHED', 'UNATTACHED'] },
    seenAt: null,
    NOT: { actorId: userId },
    annotation: { creatorId: userId, deletedAt: null },
  }) satisfies Prisma.PassageChangeWhereInput

/** How many notes wait for the viewer to decide or to take note. */
export async function countChanges(viewer: Viewer, { groupId }: InGroup): Promise<number> {
  const { userId, role } = await requireMember(viewer, groupId)
  const [waiting, decided] = await Promise.all([
    db().annotation.count({ where: { groupId, ...concerning(userId, maySeeChanges(role)), changes: { some: WAITING } } }),
    db().passageChange.count({ where: { groupId, ...decidedByOthers(userId) } }),
  ])
  return waiting + decided
}

/** Which text of a chapter is the latest, and which notes in it wait for a decision of the viewer. */
export async function requireEdition(viewer: Viewer, { groupId, chapter }: AboutEdition): Promise<Edition> {
  const { userId, role, guide } = await requireMember(viewer, groupId)
  const [{ revision }, published, waiting] = await Promise.all([
    requireChapter(guide, chapter),
    publishedRevision(guide, chapter),
    db().annotation.findMany({
      where: { groupId, chapter, ...concerning(userId, maySeeChanges(role)), changes: { some: WAITING } },
      select: { id: true },
      orderBy: { start: 'asc' },
    }),
  ])
  return { revision: published ?? revision, waiting: waiting.map(({ id }) => id) }
}

/** What the changes of the texts did to notes: the viewer's own and, for those who lead, everybody's that the group sees. */
export async function listChanges(viewer: Viewer, { groupId }: InGroup): Promise<Changes> {
  const { userId, role, guide: slug } = await requireMember(viewer, groupId)
  const guide = await requireGuide(slug)
  const slugs = [...guide.chapters, ...guide.withdrawn].map((chapter) => chapter.slug)
  const visible = concerning(userId, maySeeChanges(role))
  const [rows, moved, renamed, decided] = await Promise.all([
    db().annotation.findMany({
      where: {
        groupId,
        AND: [visible, { OR: [{ lostIn: { not: null } }, { chapter: { notIn: slugs } }, { changes: { some: WAITING } }] }],
      },
      include: WITH_WAITING,
      orderBy: [{ start: 'asc' }, { id: 'asc' }],
    }),
    listMoved(groupId, visible),
    listRenamed(groupId, userId, maySeeChanges(role)),
    listDecided(groupId, userId),
  ])
  const used = new Set(
    [...rows, ...moved, ...renamed].map(({ chapter }) => chapter).concat(decided.map(({ annotation }) => annotation.chapter)),
  )
  const known = slugs.filter((each) => used.has(each))
  const gone = [...used].filter((each) => !slugs.includes(each)).sort()
  const gather = async (isOwn: boolean): Promise<ChapterChanges[]> => {
    const own = ({ creatorId }: { creatorId: string }) => (creatorId === userId) === isOwn
    const inChapters = await Promise.all(
      [...known, ...gone].map(async (chapter) =>
        gatherChapter(chapter, await findChapter(slug, chapter), {
          rows: rows.filter((row) => row.chapter === chapter && own(row)),
          moved: moved.filter((row) => row.chapter === chapter && own(row)),
          renamed: renamed.filter((row) => row.chapter === chapter && row.isOwn === isOwn),
          decided: decided.filter(({ annotation }) => isOwn && annotation.chapter === chapter),
          userId,
        }),
      ),
    )
    return inChapters.filter(({ changed, lost, moved, renamed, unattached, decided }) =>
      [changed, lost, moved, renamed, unattached, decided].some(({ length }) => length > 0),
    )
  }
  return { own: await gather(true), others: await gather(false) }
}

/** Notes that stand elsewhere since the text that they are in now. */
async function listMoved(groupId: string, visible: Prisma.AnnotationWhereInput): Promise<Row[]> {
  const where = { groupId, outcome: 'MOVED' as const, toChapter: null, annotation: visible }
  const changes = await db().passageChange.findMany({
    where,
    include: { annotation: { include: WITH_WAITING } },
    orderBy: [{ toStart: 'asc' }, { id: 'asc' }],
    take: MOVED_MAX,
  })
  const latest = changes.filter(({ toRevision, annotation }) => annotation.chapterRevision === toRevision && annotation.lostIn === null)
  return latest.map(({ annotation }) => annotation).filter(({ changes }) => changes.length === 0)
}

type Renamed = { chapter: string; from: string; isOwn: boolean; notes: number }

/** How many notes came to a chapter with its whole text, from the address that it had before. */
async function listRenamed(groupId: string, userId: string, leads: boolean): Promise<Renamed[]> {
  return db().$queryRaw`
    SELECT a.chapter, c.from_chapter AS "from", a.creator_id = ${userId}::uuid AS "isOwn", count(DISTINCT a.id)::int AS notes
    FROM passage_changes c JOIN annotations a ON a.id = c.annotation_id
    WHERE c.group_id = ${groupId}::uuid AND c.outcome = 'MOVED' AND c.to_chapter = a.chapter AND c.to_revision = a.chapter_revision
      AND a.deleted_at IS NULL AND (a.creator_id = ${userId}::uuid OR (${leads} AND a.visibility = 'GROUP'))
    GROUP BY 1, 2, 3 ORDER BY 1, 2`
}

const WITH_NOTE = {
  annotation: { include: WITH_WAITING },
  actor: { select: { name: true } },
  settles: { where: { outcome: 'CHANGED' }, orderBy: { createdAt: 'asc' }, take: 1 },
} satisfies Prisma.PassageChangeInclude
type DecidedRow = Prisma.PassageChangeGetPayload<{ include: typeof WITH_NOTE }>

async function listDecided(groupId: string, userId: string): Promise<DecidedRow[]> {
  const where = { groupId, ...decidedByOthers(userId) }
  return db().passageChange.findMany({ where, include: WITH_NOTE, orderBy: { createdAt: 'asc' } })
}

type Gathered = { rows: Row[]; moved: Row[]; renamed: Renamed[]; decided: DecidedRow[]; userId: string }

function gatherChapter(slug: string, chapter: Chapter | null, { rows, moved, renamed, decided, userId }: Gathered): ChapterChanges {
  const noteOf = (row: Row, at = row.start) => ({
    annotationId: row.id,
    creator: row.creator,
    isOwn: row.creatorId === userId,
    isPrivate: row.visibility === 'PRIVATE',
    html: row.body && renderMarkdown(row.body),
    place: { chapterRevision: row.chapterRevision, start: row.start, end: row.end },
    paragraph: chapter && paragraphAt(chapter.paragraphs, at),
  })
  const lostNote = (row: Row): LostNote => {
    const near = row.changes.findLast(({ outcome }) => outcome === 'LOST')?.near ?? row.start
    return { ...noteOf(row, near), exact: row.exact, around: chapter && textAround(chapter.text, near) }
  }
  const isLost = ({ lostIn }: Row) => lostIn !== null || !chapter
  const waits = (row: Row) => chapter !== null && row.changes.some(({ outcome }) => outcome === 'LOST')
  return {
    chapter: slug,
    title: chapter?.title ?? slug,
    number: chapter?.number ?? null,
    changed: rows
      .filter((row) => !isLost(row) && row.changes.length > 0)
      .map((row) => ({ ...noteOf(row), ...markDifferences(row.changes[0]?.fromExact ?? row.exact, row.exact) })),
    lost: rows.filter((row) => isLost(row) && waits(row)).map(lostNote),
    moved: moved.map((row) => ({ ...noteOf(row), exact: row.exact })),
    renamed: renamed.map(({ from, notes }) => ({ from, notes })),
    unattached: rows.filter((row) => isLost(row) && !waits(row)).map(lostNote),
    decided: decided.map((row): DecidedNote => {
      const before = row.settles[0]?.fromExact ?? row.fromExact
      const decision = DECISIONS[row.outcome as keyof typeof DECISIONS]
      return { ...noteOf(row.annotation), changeId: row.id, decision, actor: row.actor?.name ?? '', before, after: row.toExact }
    }),
  }
}

/** The text on either side of an offset, cut where words end. */
function textAround(text: string, near: number): { before: string; after: string } {
  const at = boundaryAfter(text, Math.min(near, text.length))
  const before = text.slice(boundaryAfter(text, at - AROUND), at)
  const after = text.slice(at, boundaryBefore(text, at + AROUND))
  return {
    before: at > AROUND ? before.replace(/^\S*\s/, '… ') : before,
    after: at + AROUND < text.length ? after.replace(/\s\S*$/, ' …') : after,
  }
}
