import 'server-only'
import type { PhrasingContent } from 'mdast'
import { commentTree, type Tree } from '#domain/comment-tree.ts'
import type {
  ExportedAnswer,
  ExportedGroupAnswer,
  ExportedMinutes,
  ExportedNote,
  ExportedQuestion,
  ExportedReply,
} from '#domain/exported-note.ts'
import { creatorName } from '#domain/viewer.ts'
import { heading, inline, list, paragraph, type Shown, strong, words } from '#server/exports/write-markdown.ts'
import { type Block, writeBlocks } from '#server/markdown/write-blocks.ts'

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
export function questionMarkdown(question: ExportedQuestion, shown: Shown): string {
  const { text, suggested, answers, replies, groupAnswer } = question
  const about = Map.groupBy(replies, ({ answerId }) => answerId)
  const given = new Set(answers.map(({ id }) => id))
  // What was said about an answer that is not shown stands with the talk.
  const talk = replies.filter(({ answerId }) => answerId === null || !given.has(answerId))
  return writeBlocks([
    heading(4, text ?? 'A question that is not asked any more'),
    ...(suggested ? [paragraph({ type: 'text', value: 'Suggested by ' }, ...signature(suggested))] : []),
    ...(answers.length > 0
      ? [
          paragraph(words('Answers:')),
          list(answers.map((answer) => answerBlocks(answer, repliesOf(about.get(answer.id) ?? [], shown), shown))),
        ]
      : []),
    ...(groupAnswer ? groupAnswerBlocks(groupAnswer, shown) : []),
    ...(talk.length > 0 ? [paragraph(words('Talk:')), ...repliesOf(talk, shown)] : []),
  ])
}

const STANCES = { AGREE: 'agrees', RESERVATION: 'agrees, with a reservation', DISSENT: 'dissents' }

/** Each version with what members said of it, and how it went on. */
function groupAnswerBlocks({ versions, positions, steps }: ExportedGroupAnswer, shown: Shown): Block[] {
  const told = (version: number) => [
    ...positions
      .filter((position) => position.version === version)
      .map((position) => {
        const named = position.named ? position : { ...position, creator: position.creator ?? { name: 'Somebody' } }
        return [paragraph(...signature(named, [STANCES[position.stance]])), ...shown(position.body)]
      }),
    ...steps.filter((step) => step.version === version && step.state !== 'PROPOSED').map((step) => [paragraph(words(stepLine(step)))]),
  ]
  const versioned = versions.flatMap((version) => {
    const said = told(version.version)
    const head = paragraph(
      words(`The group’s answer, version ${version.version}, proposed by ${creatorName(version.creator)} on ${dayOf(version.createdAt)}:`),
    )
    return [head, ...shown(version.body), ...(said.length > 0 ? [list(said)] : [])]
  })
  const known = new Set(versions.map(({ version }) => version))
  const rest = positions
    .filter(({ version }) => !known.has(version))
    .map((position) => [
      paragraph(...signature(position, [`on version ${position.version}`, STANCES[position.stance]])),
      ...shown(position.body),
    ])
  return [...versioned, ...(rest.length > 0 ? [paragraph(words('On the group’s answer:')), list(rest)] : [])]
}

function stepLine({ state, agreed, members, at, meeting }: ExportedGroupAnswer['steps'][number]): string {
  const day = dayOf(at)
  if (state === 'OPEN') return `Opened again on ${day}`
  const said = state === 'AGREED' ? 'Agreed' : 'In the record: agreed'
  return `${said} by ${agreed} of ${members} on ${day}${meeting ? `, in the study session of ${dayOf(meeting.startsAt)}` : ''}`
}

function answerBlocks(answer: ExportedAnswer, replies: Block[], shown: Shown): Block[] {
  const more = { PRIVATE: ['private'], NAMED: [], NAMELESS: answer.creator ? ['shared without your name'] : [] }[answer.sharing]
  const passages = answer.evidence.map(({ exact }): Block => ({ type: 'blockquote', children: [paragraph(words(exact))] }))
  const said = answer.sharing === 'NAMELESS' ? { ...answer, creator: answer.creator ?? { name: 'Without a name' } } : answer
  return [paragraph(...signature(said, more)), ...shown(answer.body), ...passages, ...replies]
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

function signature(
  { creator, createdAt }: { creator: { name: string } | null; createdAt: string },
  more: string[] = [],
): PhrasingContent[] {
  const rest = [dayOf(createdAt), ...more].join(' · ')
  return [strong(creatorName(creator, true)), inline(` · ${rest}`)]
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
/** A day in UTC, in words. */
export const dayOf = (moment: string) => day.format(new Date(moment))
