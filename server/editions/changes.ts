import 'server-only'
import type { AboutEdition, Changes, ChapterChanges, Edition } from '#domain/change.ts'
import type { InGroup } from '#domain/group.ts'
import type { Chapter } from '#domain/guide.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { findChapter, requireChapter, requireGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { type Concerned, type Decided, isWaitingSql, type Shown, WAITING, WITH_NOTE, WITH_WAITING } from '#server/editions/change-rows.ts'
import { gatherChapter, type Renamed } from '#server/editions/gather.ts'
import { lookup } from '#server/lookup.ts'
import { fresh, freshOne } from '#server/markdown/render.ts'
import { findNamesakes } from '#server/namesakes.ts'
import { changedNotes } from '#server/visibility.ts'

/** So many moved notes of a chapter are listed; nothing has to be done about them. */
const MOVED_MAX = 200

const decidedByOthers = (userId: string) =>
  ({
    outcome: { in: ['ACCEPTED', 'ATTACHED', 'UNATTACHED'] },
    acknowledgedAt: null,
    OR: [{ actorId: null }, { actorId: { not: userId } }],
    annotation: { creatorId: userId, deletedAt: null },
  }) satisfies Prisma.PassageChangeWhereInput

/** How many notes wait for the viewer to decide or to acknowledge. */
export async function countChanges(viewer: Viewer, { groupId }: InGroup): Promise<number> {
  const member = await requireMember(viewer, groupId)
  const [waiting, decided] = await Promise.all([
    db().annotation.count({ where: { groupId, deletedAt: null, ...changedNotes.seenBy(member), changes: { some: WAITING } } }),
    db().passageChange.count({ where: { groupId, ...decidedByOthers(member.userId) } }),
  ])
  return waiting + decided
}

const EDITION = lookup<{ published: string | null; waiting: string[] }, AboutEdition & Pick<Belonging, 'guide' | 'userId' | 'role'>>(
  (at) => Prisma.sql`
    SELECT (SELECT e.revision FROM editions e WHERE e.guide = ${at.guide} AND e.chapter = ${at.chapter}) AS published,
      ARRAY(SELECT a.id FROM annotations a
        WHERE a.group_id = ${at.groupId}::uuid AND a.chapter = ${at.chapter} AND a.deleted_at IS NULL
          AND ${changedNotes.seenBySql({ userId: at.userId, role: Prisma.sql`${at.role}::"Role"` }, 'a')}
          AND EXISTS (SELECT FROM passage_changes p WHERE p.annotation_id = a.id AND p.from_chapter IS NULL AND ${isWaitingSql('p')})
        ORDER BY a.start)::text[] AS waiting`,
)

/** Which text of a chapter is the latest, and which notes in it wait for a decision of the viewer. */
export async function requireEdition(viewer: Viewer, { groupId, chapter }: AboutEdition): Promise<Edition> {
  const member = await requireMember(viewer, groupId)
  const { guide } = member
  const [{ revision }, row] = await Promise.all([requireChapter(guide, chapter), EDITION({ ...member, chapter })])
  return { revision: row?.published ?? revision, waiting: row?.waiting ?? [] }
}

/** What the changes of the texts did to notes: the viewer's own and, for facilitators, everybody's that the group sees. */
export async function listChanges(viewer: Viewer, { groupId }: InGroup): Promise<Changes> {
  const member = await requireMember(viewer, groupId)
  const { userId, guide: slug } = member
  const guide = await requireGuide(slug)
  const slugs = [...guide.chapters, ...guide.withdrawn].map((chapter) => chapter.slug)
  const visible = { deletedAt: null, ...changedNotes.seenBy(member) }
  const [namesakes, rows, moved, renamed, decided] = await Promise.all([
    findNamesakes(groupId),
    listWaiting(groupId, visible, slugs),
    listMoved(groupId, visible),
    listRenamed(member),
    listDecided(groupId, userId),
  ])
  const used = new Set(
    [...rows, ...moved, ...renamed].map(({ chapter }) => chapter).concat(decided.map(({ annotation }) => annotation.chapter)),
  )
  const known = slugs.filter((each) => used.has(each))
  const gone = [...used].filter((each) => !slugs.includes(each)).sort()
  const targets = await readTargets(slug, rows)
  const gather = async (isOwn: boolean): Promise<ChapterChanges[]> => {
    const own = ({ creatorId }: { creatorId: string | null }) => (creatorId === userId) === isOwn
    const inChapters = await Promise.all(
      [...known, ...gone].map(async (chapter) =>
        gatherChapter(chapter, await findChapter(slug, chapter), {
          gone: !guide.chapters.some((each) => each.slug === chapter),
          rows: rows.filter((row) => row.chapter === chapter && own(row)),
          moved: moved.filter((row) => row.chapter === chapter && own(row)),
          renamed: renamed.filter((row) => row.chapter === chapter && row.isOwn === isOwn),
          decided: decided.filter(({ annotation }) => isOwn && annotation.chapter === chapter),
          userId,
          targets,
          namesakes,
        }),
      ),
    )
    return inChapters.filter(({ found, changed, lost, moved, renamed, unattached, decided }) =>
      [found, changed, lost, moved, renamed, unattached, decided].some(({ length }) => length > 0),
    )
  }
  const chapters = guide.chapters.map((item) => ({ chapter: item.slug, title: numberedTitle(item) }))
  return { own: await gather(true), others: await gather(false), chapters }
}

/** Notes about which somebody has to decide, or whose words or chapter are gone. */
async function listWaiting(groupId: string, visible: Prisma.AnnotationWhereInput, slugs: string[]): Promise<Shown[]> {
  const waits = { OR: [{ lostIn: { not: null } }, { chapter: { notIn: slugs } }, { changes: { some: WAITING } }] }
  const rows = await db().annotation.findMany({
    where: { groupId, AND: [visible, waits] },
    include: WITH_WAITING,
    orderBy: [{ start: 'asc' }, { id: 'asc' }],
  })
  return fresh('annotations', rows)
}

/** Notes that stand elsewhere since the text that they are in now. */
async function listMoved(groupId: string, visible: Prisma.AnnotationWhereInput): Promise<Shown[]> {
  const where = { groupId, outcome: 'MOVED' as const, toChapter: null, annotation: visible }
  const changes = await db().passageChange.findMany({
    where,
    include: { annotation: { include: WITH_WAITING } },
    orderBy: [{ toStart: 'asc' }, { id: 'asc' }],
    take: MOVED_MAX,
  })
  const latest = changes.filter(({ toRevision, annotation }) => annotation.chapterRevision === toRevision && annotation.lostIn === null)
  const annotations = latest.map(({ annotation }) => annotation).filter(({ changes }) => changes.length === 0)
  return fresh('annotations', annotations)
}

/** How many notes came to a chapter with its whole text, from the address that it had before. */
async function listRenamed(member: Belonging): Promise<Renamed[]> {
  const { groupId, userId } = member
  return db().$queryRaw`
    SELECT a.chapter, c.from_chapter AS "from", a.creator_id IS NOT DISTINCT FROM ${userId}::uuid AS "isOwn", count(DISTINCT a.id)::int AS notes
    FROM passage_changes c JOIN annotations a ON a.id = c.annotation_id
    WHERE c.group_id = ${groupId}::uuid AND c.outcome = 'MOVED' AND c.to_chapter = a.chapter AND c.to_revision = a.chapter_revision
      AND a.deleted_at IS NULL AND ${changedNotes.seenBySql(member, 'a')}
    GROUP BY 1, 2, 3 ORDER BY 1, 2`
}

async function listDecided(groupId: string, userId: string): Promise<Decided[]> {
  const where = { groupId, ...decidedByOthers(userId) }
  const rows = await db().passageChange.findMany({ where, include: WITH_NOTE, orderBy: { createdAt: 'asc' } })
  return Promise.all(rows.map(async (row) => ({ ...row, annotation: await freshOne('annotations', row.annotation) })))
}

/** The chapters in which notes were found whose own chapter is gone, or in which their neighbours meet. */
async function readTargets(guide: string, rows: Concerned[]): Promise<Map<string, Chapter>> {
  const slugs = new Set(rows.flatMap(({ changes }) => changes.flatMap(({ toChapter }) => toChapter ?? [])))
  const chapters = await Promise.all([...slugs].map((slug) => findChapter(guide, slug)))
  return new Map(chapters.flatMap((chapter) => (chapter ? [[chapter.slug, chapter]] : [])))
}
