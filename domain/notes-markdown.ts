import { commentTree, type Tree } from '#domain/comment-tree.ts'
import type { ExportedNote, ExportedReply } from '#domain/exported-note.ts'
import { creatorName } from '#domain/viewer.ts'

/* Notes as a document in Markdown: what is quoted is escaped, what people wrote stays as they wrote it, kept inside its list item. */

/** `title` is the name of what follows, `lines` stand below it. */
export function markdownHeading(level: 1 | 2 | 3, title: string, lines: readonly string[] = []): string {
  return `${[`${'#'.repeat(level)} ${escapeWords(title).replace(/(#+)$/, '\\$1')}`, ...lines.map(escapeLine)].join('\n\n')}\n\n`
}

/** A note with its quote, and what is said below it. */
export function noteMarkdown(note: ExportedNote): string {
  const quote = note.exact.trim().split(/\s*\n\s*/)
  const replies = listOf(commentTree(note.replies))
  const below = note.onlyPassage ? replies : listItem(noteLine(note), note.body, replies)
  return `${quote.map((line) => `> ${escapeLine(line)}`).join('\n>\n')}\n\n${below}\n\n`
}

/** "**Ada** · 3 May 2026 · a question · tags: moon, sea" */
function noteLine(note: ExportedNote): string {
  if (note.deleted) return 'This note was deleted.'
  const { creator, createdAt, motivation, tags, visibility, body } = note
  const parts = [
    writer(creator),
    dayOf(createdAt),
    ...(motivation === 'questioning' ? ['a question'] : []),
    ...(body === '' && motivation === 'highlighting' ? ['highlighted'] : []),
    ...(tags.length > 0 ? [`tags: ${tags.map(escapeWords).join(', ')}`] : []),
    ...(visibility === 'PRIVATE' ? ['private'] : []),
  ]
  return parts.join(' · ')
}

function listOf(replies: Tree<ExportedReply>[]): string {
  return replies
    .map((reply) => {
      const line = reply.deleted ? 'This reply was deleted.' : `${writer(reply.creator)} · ${dayOf(reply.createdAt)}`
      return listItem(line, reply.body, listOf(reply.replies))
    })
    .join('\n\n')
}

/** Everything inside is moved in, so that no unfinished list, fence or tag of one person reaches another's words. */
function listItem(line: string, body: string, below: string): string {
  const inside = [line, body.replace(/\r\n?/g, '\n').trim(), below].filter(Boolean).join('\n\n')
  return `- ${inside.replace(/\n(?=[^\n])/g, '\n  ')}`
}

const writer = (creator: ExportedNote['creator']) => `**${escapeWords(creatorName(creator, true))}**`

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
/** A day in UTC, in words. */
export const dayOf = (moment: string) => day.format(new Date(moment))

/** Words as one line of Markdown that reads as just these words. */
export function escapeLine(words: string): string {
  return escapeWords(words)
    .replace(/^([#+=:-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** The same where something stands before them on the line. */
function escapeWords(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.replace(/[\\`*_{}[\]<>|~$]/g, '\\$&').replace(/&(?=[#\w])/g, '\\&')
}
