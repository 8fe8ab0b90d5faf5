import 'server-only'
import type { PhrasingContent } from 'mdast'
import { commentTree, type Tree } from '#domain/comment-tree.ts'
import type { ExportedAnswer, ExportedMinutes, ExportedNote, ExportedQuestion, ExportedReply } from '#domain/exported-note.ts'
import { creatorName } from '#domain/viewer.ts'
import { heading, list, paragraph, type Shown, strong, words } from '#server/exports/write-markdown.ts'
import { type Block, writeBlocks } from '#server/words/write-blocks.ts'

/** `title` is the name of what follows, `lines` stand below it. */
export const headingMarkdown = (level: 1 | 2 | 3, title: string, lines: readonly string[] = []): string =>
  writeBlocks([heading(level, title), ...lines.map((line) => paragraph(words(line)))])

/** A note with its quote, and what is said below it. @param shown knows all that is said */
export function noteMarkdown(note: ExportedNote, shown: Shown): string {
  const quote = note.exact.trim().split(/\s*\n\s*/)
  const replies = repliesOf(note.replies, shown)
  const below = note.onlyPassage ? replies : [list([[noteLine(note), ...shown(note.body), ...replies]])]
  return writeBlocks([{ type: 'blockquote', children: quote.map((line) => paragraph(words(line))) }, ...below])
}

/** A question with the answers to it and the talk about it. @param shown knows all that is said */
export function questionMarkdown({ text, suggested, answers, replies }: ExportedQuestion, shown: Shown): string {
  return writeBlocks([
    heading(4, text ?? 'A question that is not asked any more'),
    ...(suggested ? [paragraph({ type: 'text', value: 'Suggested by ' }, ...signature(suggested))] : []),
    ...(answers.length > 0
      ? [paragraph(words('Answers:')), list(answers.map((answer) => [paragraph(...signature(answer)), ...shown(answer.body)]))]
      : []),
    ...(replies.length > 0 ? [paragraph(words('Talk:')), ...repliesOf(replies, shown)] : []),
  ])
}

/** What was written down in a study session. @param shown knows it */
export function minutesMarkdown({ startsAt, timeZone, body }: ExportedMinutes, shown: Shown): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(new Date(startsAt))
  return writeBlocks([heading(3, `Study session of ${day}`), ...shown(body)])
}

/** "**Ada** · 3 May 2026 · a question · tags: moon, sea" */
function noteLine(note: ExportedNote): Block {
  if (note.deleted) return paragraph(words('This note was deleted.'))
  const { motivation, tags, visibility, body } = note
  const more = [
    ...(motivation === 'questioning' ? ['a question'] : []),
    ...(body === '' && motivation === 'highlighting' ? ['highlighted'] : []),
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
    ...(visibility === 'PRIVATE' ? ['private'] : []),
  ]
  return paragraph(...signature(note, more))
}

function repliesOf(replies: ExportedReply[], shown: Shown): Block[] {
  return replies.length > 0 ? [listOf(commentTree(replies), shown)] : []
}

function listOf(replies: Tree<ExportedReply>[], shown: Shown): Block {
  return list(
    replies.map((reply) => [
      reply.deleted ? paragraph(words('This reply was deleted.')) : paragraph(...signature(reply)),
      ...shown(reply.body),
      ...(reply.replies.length > 0 ? [listOf(reply.replies, shown)] : []),
    ]),
  )
}

function signature({ creator, createdAt }: Pick<ExportedAnswer, 'creator' | 'createdAt'>, more: string[] = []): PhrasingContent[] {
  const rest = [dayOf(createdAt), ...more].join(' · ')
  return [strong(creatorName(creator, true)), { type: 'text', value: ` · ${rest}` }]
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
/** A day in UTC, in words. */
export const dayOf = (moment: string) => day.format(new Date(moment))
