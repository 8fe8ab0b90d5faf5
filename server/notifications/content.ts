import 'server-only'
import { boundaryBefore } from '#domain/anchoring/graphemes.ts'
import type { MailWish } from '#domain/mail.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { concerning } from '#server/talk/inbox.ts'
import { sayings } from '#server/talk/sayings.ts'
import { isUnread, withVisits } from '#server/talk/visits.ts'

/** A member who is written to. */
export type Recipient = { groupId: string; userId: string; name: string }
/** What was written after the one moment, and until the other. */
export type Stretch = { since: Date; until: Date }

/** Words that concern the reader; `opening` is their beginning. */
type LetterItem = {
  noun: 'annotation' | 'comment' | 'answer' | 'question'
  id: string
  chapter: string
  isMention: boolean
  creator: string | null
  opening: string
}

type LetterChapter = { chapter: string; annotations: number; comments: number; answers: number; questions: number }

export type LetterContent = {
  items: LetterItem[]
  /** How many more there are that concern the reader. */
  more: number
  /** Of a digest: how much is new, chapter by chapter. */
  chapters: LetterChapter[]
  /** Of a digest: the next meeting, if one is planned. */
  meeting: { id: string; chapter: string; startsAt: Date } | null
  /** Titles of chapters by their slug. */
  titles: Map<string, string>
}

/** A mail is one screen. */
const MOST_ITEMS = { digest: 5, replies: 10 }
const OPENING = 160
const MOST_CHAPTERS = 8

export const isDigest = (wish: MailWish) => wish === 'DAILY' || wish === 'WEEKLY'

/** What a wish is about: everything that is said in the group, or what concerns the reader. */
const source = (to: Recipient, wish: MailWish): Prisma.Sql =>
  isDigest(wish) ? sayings(to.userId, Prisma.sql`m.group_id = ${to.groupId}::uuid`) : concerning(to, to.groupId)

/** Of sayings `s` with the reader's visits `v`: words that were written within a stretch, or shown to everybody, and that the reader has not seen. */
const isNews = (to: Recipient, { since, until }: Stretch): Prisma.Sql =>
  Prisma.sql`${isUnread(to.userId)} AND s.words <> '' AND s.told_at > ${since} AND s.told_at <= ${until}`

/** How much waits to be told within a stretch, and when the first and the last of it were written. */
export async function countNews(to: Recipient, wish: MailWish, stretch: Stretch) {
  type Counted = { count: number; first: Date | null; last: Date | null }
  const rows = await db().$queryRaw<Counted[]>`
    SELECT count(*)::int AS count, min(s.told_at) AS first, max(s.told_at) AS last
    FROM (${source(to, wish)}) s ${withVisits(to.userId)} WHERE ${isNews(to, stretch)}`
  return rows[0] ?? { count: 0, first: null, last: null }
}

/** What a letter says, looked up now: what was read, taken away or hidden meanwhile is not in it. Null when nothing is left to tell. */
export async function findContent(to: Recipient & { guide: string }, wish: MailWish, stretch: Stretch): Promise<LetterContent | null> {
  const [concerned, chapters, meeting, guide] = await Promise.all([
    db().$queryRaw<LetterItem[]>`
      SELECT s.noun, s.id, s.chapter, s.is_mention AS "isMention", COALESCE(u.name, s.creator_name) AS creator, left(s.words, ${OPENING + 1}) AS opening
      FROM (${source(to, 'REPLIES')}) s LEFT JOIN users u ON u.id = s.creator_id ${withVisits(to.userId)}
      WHERE ${isNews(to, stretch)} ORDER BY s.told_at, s.id`,
    isDigest(wish) ? listChapters(to, wish, stretch) : [],
    isDigest(wish) ? findMeeting(to.groupId) : null,
    findGuide(to.guide),
  ])
  if (concerned.length === 0 && chapters.length === 0) return null
  const titles = new Map([...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])].map(({ slug, title }) => [slug, title]))
  const most = isDigest(wish) ? MOST_ITEMS.digest : MOST_ITEMS.replies
  const items = concerned.slice(0, most).map((item) => ({ ...item, opening: shortened(item.opening) }))
  return { items, more: concerned.length - items.length, chapters, meeting, titles }
}

/** How much is new in each chapter, those with most first. */
function listChapters(to: Recipient, wish: MailWish, stretch: Stretch): Promise<LetterChapter[]> {
  const number = (noun: LetterItem['noun']) => Prisma.sql`(count(*) FILTER (WHERE s.noun = ${noun}))::int`
  return db().$queryRaw<LetterChapter[]>`
    SELECT s.chapter, ${number('annotation')} AS annotations, ${number('comment')} AS comments, ${number('answer')} AS answers,
      ${number('question')} AS questions
    FROM (${source(to, wish)}) s ${withVisits(to.userId)} WHERE ${isNews(to, stretch)}
    GROUP BY s.chapter ORDER BY count(*) DESC, s.chapter LIMIT ${MOST_CHAPTERS}`
}

const findMeeting = (groupId: string) =>
  db().meeting.findFirst({
    where: { groupId, status: 'SCHEDULED', startsAt: { gt: new Date() } },
    orderBy: { startsAt: 'asc' },
    select: { id: true, chapter: true, startsAt: true },
  })

/** The beginning of somebody's words on one line. */
function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length <= OPENING ? line : `${line.slice(0, boundaryBefore(line, OPENING)).trimEnd()}…`
}
