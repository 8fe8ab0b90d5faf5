import { z } from 'zod'
import { requiredBody } from '#domain/body.ts'
import { dateWords } from '#domain/date-words.ts'
import type { LineKind, MeetingRole } from '#domain/live-meeting/action.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { nameOf } from '#domain/live-meeting/people.ts'
import { ROLE_NAME } from '#domain/live-meeting/role-name.ts'
import type { Line, MeetingRun } from '#domain/live-meeting/run.ts'
import { AboutMeeting, type Meeting } from '#domain/meeting.ts'
import { fault } from '#domain/problem.ts'
import { countMessages, fitMessages, plainMarks } from '#domain/text-message.ts'
import type { TopPassage } from '#domain/top-passage.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as words from '#messages/summary.ts'

/** Most UTF-16 units of a summary: with its page it then stays below 30 kB on the wire in any script. */
export const MOST_SUMMARY = 10_000
/** Most text messages that its short form takes. */
export const MOST_MESSAGES = 4
/** Most passages and questions that a summary names as discussed. */
const MOST_DISCUSSED = 6
/** What was open for less than this was passed over; milliseconds. */
const DISCUSSED = 60_000
/** Most passages that it names as those with the most comments. */
export const MOST_PASSAGES = 3
/** Most UTF-16 units of each. */
const MOST_QUOTE = 120
/** Most UTF-16 units of the group's answer to one question that a summary repeats; the whole stands at the question. */
const MOST_ANSWER = 1_200

/** `version` is the one that the change started from; 0 where nothing is published yet. */
export const PublishSummary = AboutMeeting.extend({
  version: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  body: requiredBody(MOST_SUMMARY),
  short: z
    .string()
    .trim()
    .max(MOST_MESSAGES * 153, fault('shortTooLong'))
    .refine((text) => countMessages(text).messages <= MOST_MESSAGES, fault('shortTooLong')),
})
export type PublishSummary = z.infer<typeof PublishSummary>

/** The meeting that comes next, as far as a summary tells of it. */
export type NextMeeting = Pick<Meeting, 'id' | 'chapterTitle' | 'startsAt' | 'timeZone' | 'place'> & {
  roles: { role: MeetingRole; name: string }[]
}

/** What the group settled together: its answer to a question, and what was said against it, without a name where somebody gave none. */
export type AnsweredTogether = { question: string; body: string; against: { text: string; name: string | null }[] }

/** What a summary is made of. */
export type Held = {
  meeting: Pick<Meeting, 'chapterTitle' | 'startsAt' | 'timeZone' | 'attendances'>
  run: MeetingRun
  next: NextMeeting | null
  answered: AnsweredTogether[]
  /** On which passages of its chapters the group has said most, most first. */
  passages: TopPassage[]
}

/** What of it is not the meeting itself. */
export type Around = Pick<Held, 'next' | 'answered' | 'passages'>

/** What binds the group comes first. */
const BINDING: LineKind[] = ['DECISION', 'AGREED', 'DISSENT', 'OPEN', 'ACTION']

/** What each kind of line is called over a list of them. */
const HEADING: Record<Exclude<LineKind, 'NOTE'>, () => string> = {
  DECISION: words.decided,
  AGREED: words.agreed,
  DISSENT: words.dissent,
  OPEN: words.leftOpen,
  ACTION: words.toDo,
}

/** A to-do with who does it until when, in brackets; any other line as it is. */
export function lineWords({ meeting, run }: Pick<Held, 'meeting' | 'run'>, { kind, text, ownerId, due }: Line): string {
  const owner = ownerId === null ? '' : nameOf(meeting, run, ownerId)
  const until = due === null ? '' : words.until({ date: dateWords(due, true) })
  const more = kind === 'ACTION' ? [owner, until].filter(Boolean).join(', ') : ''
  return more ? `${text} (${more})` : text
}

/** What was talked about longest, longest first, of what is a question or has a place in the text. */
export function discussed({ items, spent }: Pick<MeetingRun, 'items' | 'spent'>): { title: string; paragraphs: string[] }[] {
  return items
    .filter(({ id, questionId, paragraphs }) => (spent[id] ?? 0) >= DISCUSSED && (questionId !== null || paragraphs.length > 0))
    .sort((a, b) => (spent[b.id] ?? 0) - (spent[a.id] ?? 0))
    .slice(0, MOST_DISCUSSED)
    .map(({ title, paragraphs }) => ({ title, paragraphs }))
}

/**
 * The summary that the minutes make, as Markdown, to be edited and published: what was read and discussed, what binds the group, what
 * else was written down, and when it meets next. Notes that do not fit any more are left to the minutes.
 */
export function draftSummary(held: Held): string {
  const { run, meeting, next } = held
  const standing = run.lines.filter(({ removed }) => !removed)
  const parts = [`**${words.read()}** ${meeting.chapterTitle}`]
  const add = (heading: string, entries: string[]) => entries.length > 0 && parts.push(`**${heading}**\n\n${listOf(entries)}`)
  add(
    words.discussed(),
    discussed(run).map(({ title, paragraphs }) => [title, paragraphs.map((label) => `¶ ${label}`).join(', ')].filter(Boolean).join(' – ')),
  )
  add(words.mostSaidAbout(), held.passages.map(passageWords))
  add(words.answeredTogether(), held.answered.map(answerWords))
  for (const kind of BINDING) {
    const found = standing.filter((line) => line.kind === kind)
    if (kind !== 'NOTE')
      add(
        HEADING[kind](),
        found.map((line) => lineWords(held, line)),
      )
  }
  const tail = next ? [`**${words.next()}** ${nextWords(next)}`] : []
  for (const item of [...run.items, null]) {
    const notes = linesOf(run, item?.id ?? null).filter(({ kind }) => kind === 'NOTE')
    if (notes.length === 0) continue
    const part = `**${item?.title ?? words.besides()}**\n\n${listOf(notes.map(({ text }) => text))}`
    if ([...parts, part, ...tail, words.moreInMinutes()].join('\n\n').length > MOST_SUMMARY) {
      tail.unshift(words.moreInMinutes())
      break
    }
    parts.push(part)
  }
  return [...parts, ...tail].join('\n\n').slice(0, MOST_SUMMARY)
}

/** "¶ 12 “The first words …” (4 comments)": what is quoted stands on one line, and is no Markdown. */
function passageWords({ paragraph, exact, comments }: TopPassage): string {
  const plain = exact.replace(/\s+/g, ' ').trim()
  const quote = plain.length > MOST_QUOTE ? `${plain.slice(0, plain.lastIndexOf(' ', MOST_QUOTE))} …` : plain
  const escaped = quote.replace(/[\\`*_[\]<>#]/g, '\\$&')
  return [paragraph === null ? '' : `¶ ${paragraph}`, words.passage({ quote: escaped, count: comments })].filter(Boolean).join(' ')
}

/** A question with the group's answer, shortened where it is long, and every word that was said against it. */
function answerWords({ question, body, against }: AnsweredTogether): string {
  const answer = body.length > MOST_ANSWER ? `${body.slice(0, body.lastIndexOf(' ', MOST_ANSWER))} …` : body
  const voices = against.map(({ text, name }) => `${name === null ? words.against() : words.againstBy({ name })} ${text}`.trim())
  return [question, answer, ...voices].join('\n')
}

/** The same in a few lines that fit into four text messages: what binds the group and when it meets next. */
export function draftShort(held: Held): string {
  const { run, meeting, next } = held
  const { date } = wallClock(meeting.startsAt, meeting.timeZone)
  const ends = next ? ` ${words.next()} ${nextWords(next, true)}` : ''
  const said = BINDING.flatMap((kind) => {
    const found = run.lines.filter((line) => line.kind === kind && !line.removed)
    if (kind === 'NOTE' || found.length === 0) return []
    const all = found.map((line) => lineWords(held, line).replace(/\s+/g, ' ').replace(/[.;]$/, '')).join('; ')
    return [`${HEADING[kind]()} ${all}${/[?!]$/.test(all) ? '' : '.'}`]
  })
  const plain = plainMarks([`${meeting.chapterTitle}, ${dateWords(date, true)}.`, ...said].join(' '))
  const end = plainMarks(ends)
  if (countMessages(plain + end).messages <= MOST_MESSAGES) return plain + end
  // When the group meets next comes last, and is not what gives way.
  let body = fitMessages(plain, MOST_MESSAGES)
  while (body.includes(' ') && countMessages(body + end).messages > MOST_MESSAGES) {
    body = `${body.slice(0, body.lastIndexOf(' ')).replace(/\.+$/, '')}...`
  }
  return fitMessages(body + end, MOST_MESSAGES)
}

/** "Tuesday 8 December 2026, 18:30: 1905 (The boat house). Facilitator: Ben." */
function nextWords({ startsAt, timeZone, chapterTitle, place, roles }: NextMeeting, short = false): string {
  const { date, time } = wallClock(startsAt, timeZone)
  const when = `${dateWords(date, short)}, ${time}: ${chapterTitle}${place ? ` (${place})` : ''}.`
  return [when, ...(short ? [] : roles.map(({ role, name }) => `${ROLE_NAME[role]()}: ${name}.`))].join(' ')
}

/** A list in Markdown: what an entry says in further lines stays in it. */
const listOf = (entries: string[]) => entries.map((entry) => `- ${entry.split('\n').join('\n  ')}`).join('\n')

/**
 * Tells of a line of the minutes whether a summary says it in its own words, as the one does that the minutes make.
 * @param body of the summary, in Markdown
 */
export function saidIn(held: Pick<Held, 'meeting' | 'run'>, body: string): (line: Line) => boolean {
  const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
  const entries = new Set(body.split(/^(?:[-*+] |\n)/m).map(flat))
  return (line) => entries.has(flat(lineWords(held, line)))
}
