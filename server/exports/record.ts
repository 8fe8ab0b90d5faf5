import 'server-only'
import { dateWords } from '#domain/date-words.ts'
import type { InGroup } from '#domain/group.ts'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { floorWords, namesPresent } from '#domain/live-meeting/people.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import { lineWords, saidIn } from '#domain/live-meeting/summary.ts'
import type { Meeting, MeetingItem } from '#domain/meeting.ts'
import { plainHtml } from '#domain/plain-html.ts'
import type { GroupRecord, RecordPart } from '#domain/record.ts'
import type { Viewer } from '#domain/viewer.ts'
import { wallClock } from '#domain/wall-clock.ts'
import { minutes } from '#messages/live-meeting.ts'
import * as m from '#messages/record.ts'
import { against, againstBy, besides } from '#messages/summary.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { requireGuide } from '#server/content/guides.ts'
import { clean } from '#server/markdown/plain.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { listMeetings, requireMeeting } from '#server/meetings/meetings.ts'
import { listAllSettled } from '#server/talk/settled-answers.ts'

/** Most UTF-16 units of HTML that a record holds; beyond them a meeting's minutes are left to its own page. */
const MOST = 1_500_000

/**
 * Everything that a group keeps of its meetings: those that were held, each with who was there, its summary and its minutes; and its answers with
 * what was said against them. It is the same for every member.
 * @throws Problem `not-found`
 */
export async function requireRecord(viewer: Viewer, { groupId }: InGroup): Promise<GroupRecord> {
  const member = await requireMember(viewer, groupId)
  const guide = await requireGuide(member.guide)
  const parts: RecordPart[] = []
  let room = MOST
  // One after the other: a year has some fifty, and others are asking too.
  for (const item of await listMeetings(viewer, { groupId })) {
    const part = await partOf(viewer, groupId, item, room)
    if (!part) continue
    parts.push(part)
    room -= part.html.length
  }
  const answers = await answersPart(member, guide.chapters)
  return { groupName: member.groupName, work: guide.work.title, language: guide.language, parts: [...parts, ...answers] }
}

async function partOf(viewer: Viewer, groupId: string, item: MeetingItem, room: number): Promise<RecordPart | null> {
  if (item.status === 'CANCELLED') return null
  const run = await readRun({ groupId, meetingId: item.id })
  if (item.phase !== 'CLOSED' && !item.summarised && run.lines.every(({ removed }) => removed)) return null
  const meeting = await requireMeeting(viewer, { groupId, meetingId: item.id })
  const { date, time } = wallClock(item.startsAt, item.timeZone)
  const here = namesPresent(meeting, run).join(', ')
  const floor = run.phase === 'CLOSED' ? floorWords(meeting, run) : ''
  const people = [here && m.here({ names: here }), floor].filter(Boolean).map(paragraph).join('')
  const head = `${people}${meeting.summary?.html ?? ''}`
  const minutes = minutesOf(meeting, run)
  const html = head + (minutes.length + head.length <= room ? minutes : paragraph(m.tooLong()))
  return { id: `session-${item.id}`, title: item.chapterTitle, when: `${dateWords(date)}, ${time}`, html }
}

const paragraph = (text: string) => plainHtml(clean(text))
/** Words within a paragraph, a heading or a list item. */
const inLine = (text: string) => clean(text).replace(/&/g, '&#x26;').replace(/</g, '&#x3C;').replace(/\n+/g, '<br>')

/** The minutes or, under a summary that was published, what of them it does not say. */
function minutesOf(meeting: Meeting, run: MeetingRun): string {
  const { summary } = meeting
  const isSaid = summary ? saidIn({ meeting, run }, summary.body) : () => false
  const written = [...run.items, null]
    .map((item) => ({ title: item?.title ?? null, lines: linesOf(run, item?.id ?? null).filter((line) => !isSaid(line)) }))
    .filter(({ lines }) => lines.length > 0)
  if (written.length === 0) return ''
  const parts = written.map(({ title, lines }) => {
    const items = lines.map((line) => {
      const text = lineWords({ meeting, run }, line)
      return `<li dir="auto">${inLine(line.kind === 'NOTE' ? text : m.line({ kind: LINE_NAME[line.kind](), text }))}</li>`
    })
    // Lines under no item are "also" said only where there are others.
    const name = title ?? (written.length > 1 ? besides() : '')
    return `${name && `<p dir="auto"><strong>${inLine(name)}</strong></p>`}<ul>${items.join('')}</ul>`
  })
  return `<h3>${inLine(summary ? m.alsoInMinutes() : minutes())}</h3>${parts.join('')}`
}

/** What the group answered together, chapter by chapter. */
async function answersPart(member: Belonging, chapters: readonly { slug: string; title: string }[]): Promise<RecordPart[]> {
  const settled = await listAllSettled(member)
  if (settled.length === 0) return []
  const slugs = [...new Set([...chapters.map(({ slug }) => slug), ...settled.map(({ chapter }) => chapter)])]
  const html = slugs.map((slug) => {
    const here = settled.filter(({ chapter }) => chapter === slug)
    if (here.length === 0) return ''
    const answers = here.map(({ question, html: words, against: voices }) => {
      const dissents = voices.map(
        ({ text, name }) => `<li dir="auto">${inLine(`${name === null ? against() : againstBy({ name })} ${text}`)}</li>`,
      )
      return `<p dir="auto"><strong>${inLine(question)}</strong></p>${words}${dissents.length > 0 ? `<ul>${dissents.join('')}</ul>` : ''}`
    })
    return `<h3 dir="auto">${inLine(chapters.find((each) => each.slug === slug)?.title ?? slug)}</h3>${answers.join('')}`
  })
  return [{ id: 'answers', title: m.answers(), when: '', html: html.join('') }]
}
