import 'server-only'
import type { ExportedNote, ExportedReply, Whose } from '#domain/exported-note.ts'
import { type Creator, creatorOf } from '#domain/viewer.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { withHidden } from '#server/own-sight.ts'
import type { Cursor } from '#server/page.ts'
import { DELETED_BUT_TALKED_ABOUT, workedOut } from '#server/talk/annotation-rows.ts'
import { findPlaceholders } from '#server/talk/threads.ts'
import { comments, notes } from '#server/visibility.ts'

const CREATOR = { select: { id: true, name: true } }
export const WRITTEN = {
  id: true,
  creatorId: true,
  creator: CREATOR,
  body: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
}
const NOTE = {
  ...WRITTEN,
  creatorName: true,
  chapter: true,
  chapterRevision: true,
  lostIn: true,
  start: true,
  end: true,
  exact: true,
  prefix: true,
  suffix: true,
  visibility: true,
  motivation: true,
  tags: true,
} satisfies Prisma.AnnotationSelect
type NoteRow = Prisma.AnnotationGetPayload<{ select: typeof NOTE }>
type Written = {
  id: string
  creator: Creator | null
  /** Of words that came in a file. */
  creatorName?: string | null
  body: string
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
}
const REPLY = { ...WRITTEN, creatorName: true, parentId: true, threadId: true } satisfies Prisma.CommentSelect
type ReplyRow = Prisma.CommentGetPayload<{ select: typeof REPLY }>

/** Which notes of a chapter, with which replies. */
export type Selection = {
  notes: Prisma.AnnotationWhereInput
  replies: Prisma.CommentWhereInput
  /** The deleted replies that stay as empty places; any other deleted one is left out. */
  placeholders: ReadonlySet<string>
  /** Set when only this person's words are wanted: of others' notes that they replied to, only the passage. */
  only: string | null
}

type Asked = { member: Belonging; chapter: string }

/**
 * What somebody may take out of a chapter, or see in it (`seen`: the group's notes and their own private ones). Deleted words are
 * never in it: a deleted note or reply stays as an empty place while somebody else's words hang on it.
 */
export async function selectNotes({ member: asking, chapter }: Asked, whose: Whose | 'seen'): Promise<Selection> {
  const member = await withHidden(asking)
  const { groupId, userId } = member
  const place = { groupId, chapter }
  if (whose === 'mine') {
    const living = { creatorId: userId, deletedAt: null }
    const repliedTo = await workedOut({ ...place, AND: [notes.seenBy(member), { thread: { comments: { some: living } } }] })
    return { notes: { ...place, OR: [living, repliedTo] }, replies: { groupId, ...living }, placeholders: new Set(), only: userId }
  }
  const [talkedAbout, placeholders] = await Promise.all([
    workedOut({ ...place, ...DELETED_BUT_TALKED_ABOUT }),
    findPlaceholders(groupId, chapter),
  ])
  const standing = { OR: [{ deletedAt: null }, talkedAbout] }
  return {
    notes: { ...place, AND: [notes.seenBy(member), whose === 'seen' ? {} : notes.ofGroup(), standing] },
    replies: { groupId, AND: [comments.inSightOf(member)] },
    placeholders: new Set(placeholders),
    only: null,
  }
}

/** Where to begin in a list: after the note at which a page ended, or after so many notes. */
type From = { after: Cursor | null } | { skip: number }

/**
 * Some of the notes, in the order of the text, with everything below them. The number of queries does not grow with their number.
 * @param limit how many notes; replies come on top
 */
export async function listSelected(
  selection: Selection,
  from: From,
  limit: number,
): Promise<{ notes: ExportedNote[]; next: Cursor | null }> {
  const after = 'after' in from ? from.after : null
  const rows = await db().annotation.findMany({
    where: { AND: [selection.notes, after ? behind(after) : {}] },
    select: NOTE,
    orderBy: [{ start: 'asc' }, { id: 'asc' }],
    skip: 'skip' in from ? from.skip : 0,
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const notes = await withReplies(shown, selection)
  return { notes, next: rows.length > limit && last ? { key: last.start, id: last.id } : null }
}

/** The notes of these rows, with the replies of a selection. */
async function withReplies(rows: NoteRow[], { replies, placeholders, only }: Selection): Promise<ExportedNote[]> {
  // Threads come first: asked for all at once, Postgres would look through every reply of the group.
  const threads = await db().thread.findMany({
    where: { annotationId: { in: rows.map(({ id }) => id) } },
    select: { id: true, annotationId: true },
  })
  const below = await db().comment.findMany({
    where: { AND: [replies, { threadId: { in: threads.map(({ id }) => id) } }] },
    select: REPLY,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const standing = below.filter(({ id, deletedAt }) => deletedAt === null || placeholders.has(id))
  const inThread = Map.groupBy(standing, ({ threadId }) => threadId)
  const onNote = new Map(threads.map(({ id, annotationId }) => [annotationId, inThread.get(id)]))
  return rows.map((row) => toNote(row, onNote.get(row.id) ?? [], only))
}

/** What comes after a place in the order of the text. */
export const behind = ({ key, id }: Cursor): Prisma.AnnotationWhereInput => ({ start: { gte: key }, NOT: { start: key, id: { lte: id } } })
/** What comes up to a place, itself included. */
export const upTo = ({ key, id }: Cursor): Prisma.AnnotationWhereInput => ({
  OR: [{ start: { lt: key } }, { start: key, id: { lte: id } }],
})

/**
 * How many notes and replies there are.
 * @param among the notes to count, with what hangs on them; all unless told
 */
export async function countSaid(
  { notes, replies, placeholders, only }: Selection,
  among: Prisma.AnnotationWhereInput = {},
): Promise<number> {
  const found = { AND: [notes, among] }
  const asked = only === null ? {} : { creatorId: only, deletedAt: null }
  const below = (more: Prisma.CommentWhereInput) => ({ AND: [replies, { thread: { annotation: found } }, more] })
  const [own, living, deleted] = await Promise.all([
    db().annotation.count({ where: { AND: [found, asked] } }),
    db().comment.count({ where: below({ deletedAt: null }) }),
    placeholders.size > 0 ? db().comment.findMany({ where: below({ deletedAt: { not: null } }), select: { id: true } }) : [],
  ])
  return own + living + deleted.filter(({ id }) => placeholders.has(id)).length
}

/** How many notes there are, whatever hangs on them. */
export const countNotes = ({ notes }: Selection): Promise<number> => db().annotation.count({ where: notes })

/** After which note the last page begins; null when there is only one page. */
export async function findLastPage(selection: Selection, limit: number): Promise<Cursor | null> {
  const count = await countNotes(selection)
  const before = count === 0 ? 0 : Math.floor((count - 1) / limit) * limit
  if (before === 0) return null
  return placeOf({ where: selection.notes, orderBy: [{ start: 'asc' }, { id: 'asc' }], skip: before - 1 })
}

/** After which note the page before a place begins; null when that is the first page. */
export function findPageBefore({ notes }: Selection, place: Cursor, limit: number): Promise<Cursor | null> {
  return placeOf({ where: { AND: [notes, upTo(place)] }, orderBy: [{ start: 'desc' }, { id: 'desc' }], skip: limit })
}

async function placeOf(found: Pick<Prisma.AnnotationFindFirstArgs, 'where' | 'orderBy' | 'skip'>): Promise<Cursor | null> {
  const row = await db().annotation.findFirst({ ...found, select: { id: true, start: true } })
  return row && { key: row.start, id: row.id }
}

/** One note that somebody may see, or the note that one reply hangs on, with that reply alone; null when they may not. */
export async function findNote(member: Belonging, id: string): Promise<ExportedNote | null> {
  const { groupId } = member
  const seen = notes.seenBy(member)
  const where = { id, groupId, AND: [seen, { OR: [{ deletedAt: null }, DELETED_BUT_TALKED_ABOUT] }] }
  const row = await db().annotation.findFirst({ where, select: NOTE })
  if (row) return toNote(row, [], null)
  const about = { thread: { annotation: { AND: [{ groupId }, seen] } }, AND: [comments.inSightOf(member)] }
  const select = { ...REPLY, thread: { select: { annotationId: true, chapter: true, annotation: { select: NOTE } } } }
  const reply = await db().comment.findFirst({ where: { id, groupId, ...about }, select })
  if (!reply?.thread.annotation) return null
  if (reply.deletedAt && !(await findPlaceholders(groupId, reply.thread.chapter)).includes(id)) return null
  return { ...toNote(reply.thread.annotation, [reply], null), onlyPassage: true }
}

function toNote(row: NoteRow, replies: ReplyRow[], only: string | null): ExportedNote {
  const { chapter, chapterRevision, start, end, exact, prefix, suffix, visibility, motivation } = row
  const onlyPassage = only !== null && (row.creatorId !== only || row.deletedAt !== null)
  const silent = onlyPassage || row.deletedAt !== null
  return {
    ...toWritten(row),
    ...{ chapter, chapterRevision, lost: row.lostIn !== null, start, end, exact, prefix, suffix, visibility, motivation },
    ...(onlyPassage && { creator: null, body: '' }),
    tags: silent ? [] : row.tags,
    onlyPassage,
    replies: replies.map((reply): ExportedReply => ({ ...toWritten(reply), parentId: reply.parentId })),
  }
}

/** Of what was deleted, that it was, and nothing else. */
export function toWritten({ id, creator, creatorName = null, body, createdAt, editedAt, deletedAt }: Written) {
  const deleted = deletedAt !== null
  return {
    id,
    creator: deleted ? null : creatorOf({ creator, creatorName }),
    body: deleted ? '' : body,
    createdAt: createdAt.toISOString(),
    modifiedAt: deleted ? null : (editedAt?.toISOString() ?? null),
    deleted,
  }
}
