import 'server-only'
import { createHash } from 'node:crypto'
import { Feed } from 'feed'
import type { InGroup } from '#domain/group.ts'
import { questionIdOf } from '#domain/group-question.ts'
import type { FeedKey } from '#domain/mail.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as say from '#messages/letters.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { escapeHtml, writerOf } from '#server/notifications/in-mail.ts'
import { NOT_SUSPENDED } from '#server/personas.ts'
import type { Asked } from '#server/route.ts'
import { statement } from '#server/statement.ts'
import { sayings } from '#server/talk/sayings.ts'

const ENTRIES = 50
/** Characters of one; the rest is a click away. */
const LONGEST = 2_000

type Row = { noun: keyof typeof TITLES; id: string; chapter: string; creator: string | null; words: string; wordsAt: Date; createdAt: Date }
const TITLES = { annotation: say.noteBy, comment: say.commentBy, answer: say.answerBy, question: say.questionBy }

const SAID = statement<Row, InGroup & { userId: string }>(
  ({ groupId, userId }) => Prisma.sql`
    SELECT s.noun, s.id, s.chapter, COALESCE(u.name, s.creator_name) AS creator, left(s.words, ${LONGEST}) AS words, s.words_at AS "wordsAt", s.created_at AS "createdAt"
    FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) s LEFT JOIN users u ON u.id = s.creator_id
    WHERE s.words <> '' AND s.creator_id IS DISTINCT FROM ${userId}::uuid ORDER BY s.words_at DESC, s.id LIMIT ${ENTRIES}`,
)

/**
 * What others said in a group, as an Atom feed (RFC 4287) for whoever holds a member's secret address: what that member may see now.
 * @throws Problem `not-found` for an address that never was, that was replaced, or whose member has left
 */
export async function readFeed(_who: Viewer | null, { code }: FeedKey, { request }: Asked): Promise<Response> {
  const member = await db().membership.findUnique({
    where: { feedKey: code, user: NOT_SUSPENDED, group: { suspendedAt: null } },
    select: { groupId: true, userId: true, user: { select: { name: true } }, group: { select: { name: true, guide: true } } },
  })
  if (!member) throw notFound()
  const { groupId, userId, user, group } = member
  const [guide, rows] = await Promise.all([findGuide(group.guide), SAID({ groupId, userId })])
  const titles = new Map([...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])].map(({ slug, title }) => [slug, title]))
  const home = `${siteUrl()}/groups/${groupId}`
  const feed = new Feed({
    ...{ id: `urn:uuid:${groupId}`, link: home, feed: `${siteUrl()}/api/feeds/${code}`, generator: 'Studycircle' },
    title: fitForXml(say.feedTitle({ group: group.name, name: user.name })),
    author: { name: fitForXml(group.name) },
    updated: rows[0]?.wordsAt ?? new Date(0),
    copyright: '',
  })
  for (const row of rows) feed.addItem(entryOf(row, home, titles.get(row.chapter) ?? row.chapter))
  return answer(feed.atom1(), request)
}

function entryOf({ noun, id, chapter, creator, words, wordsAt, createdAt }: Row, home: string, chapterTitle: string) {
  const name = writerOf({ noun, creator })
  const place = noun === 'question' ? `question-${questionIdOf(id)}` : `${noun}-${id}`
  const paragraphs = fitForXml(words)
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
  return {
    id: `urn:uuid:${id}`,
    title: escapeHtml(fitForXml(`${TITLES[noun]({ name })} · ${chapterTitle}`)),
    link: `${home}/${chapter}#${place}`,
    content: paragraphs.join(''),
    author: [{ name: fitForXml(name) }],
    date: wordsAt,
    published: createdAt,
  }
}

/** Without the characters that XML cannot hold. */
const fitForXml = (text: string) => text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')

/** Feed readers ask again and again: one that has it already is told so. */
function answer(xml: string, request: Request): Response {
  const etag = `"${createHash('sha256').update(xml).digest('base64url')}"`
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/atom+xml; charset=utf-8' }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(xml, { headers: { ...headers, 'x-robots-tag': 'noindex' } })
}
