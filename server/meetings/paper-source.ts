import 'server-only'
import { dateWords } from '#domain/date-words.ts'
import type { Chapter, Guide, Question } from '#domain/guide.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { MeetingItem } from '#domain/meeting.ts'
import type { Sheet } from '#domain/paper.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as live from '#messages/live-meeting.ts'
import * as m from '#messages/paper.ts'
import type { AgendaLine, GroupAsked } from '#server/meetings/paper-agenda.ts'
import { preamble } from '#server/paper/sheet.ts'
import { literal, typstOf, words } from '#server/paper/typst.ts'

/** Lines to write on below a question, and on the last page. */
const LINES = 6
const LAST_LINES = 17

const KINDS: Record<Question['kind'], () => string> = { opener: m.opener, recall: m.recall, interpret: m.interpret, judge: m.judge }

type Occasion = {
  groupName: string
  guide: Pick<Guide, 'work' | 'language'>
  meeting: Pick<MeetingItem, 'chapterTitle' | 'startsAt' | 'timeZone' | 'minutes' | 'place'>
  /** Where the meeting's page is. */
  address: string
}
type Paper = Occasion & { sheet: Sheet; agenda: AgendaLine[]; chapters: Chapter[]; asked: GroupAsked[] }

/** The week as Typst's markup; the QR code of the address is the file code.svg. */
export function paperSource({ sheet, agenda, chapters, asked, ...occasion }: Paper): string {
  const { groupName, guide, meeting } = occasion
  return [
    preamble({
      ...{ sheet, language: guide.language, title: `${groupName}: ${meeting.chapterTitle}` },
      foot: `${groupName} · ${meeting.chapterTitle}`.slice(0, 90),
    }),
    cover(occasion),
    agendaOf(agenda),
    ...chapters.map(chapterOf),
    questionsOf(chapters, asked),
    notesPage(),
  ].join('\n')
}

/** Words that may be of another language than the text: those without a letter that runs leftwards run rightwards. */
const inOwnDirection = (text: string) => (/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text) ? words(text) : aside(words(text)))

/** Names, and words of the interface, run their own way whatever the text does. */
const aside = (markup: string) => `#text(lang: "en", dir: ltr)[${markup}];`

function cover({ groupName, guide, meeting, address }: Occasion): string {
  const { date, time } = wallClock(meeting.startsAt, meeting.timeZone)
  const zone = meeting.timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''
  return `#v(1fr)
${words(guide.work.title)}

#heading(level: 1, outlined: false)[${words(meeting.chapterTitle)}]

#v(1em)
#set par(justify: false)
${aside(`#strong[${words(groupName)}] #linebreak() ${words(`${dateWords(date)}, ${time} (${zone})`)} ${meeting.place ? `#linebreak() ${words(meeting.place)}` : ''}`)}

#v(2fr)
#grid(columns: (28mm, 1fr), column-gutter: 5mm, align: horizon, image("code.svg", width: 28mm, alt: ${literal(address)}), text(lang: "en", dir: ltr, 0.8em)[${words(m.scanForSession())} #linebreak() #link(${literal(address)})[${words(address)}]])
#pagebreak()
#set par(justify: true)
`
}

function agendaOf(agenda: AgendaLine[]): string {
  if (agenda.length === 0) return ''
  const row = ({ minutes, title, paragraphs }: AgendaLine) => {
    const about = paragraphs.length > 0 ? ` #text(0.85em, fill: luma(90))[${words(`¶ ${paragraphs.join(', ')}`)}]` : ''
    return `${aside(words(live.minutesGiven({ minutes })))}], [${inOwnDirection(title)}${about}`
  }
  return `#heading(level: 2)[${aside(words(live.agendaHeld()))}]
#set par(justify: false)
#table(columns: (auto, 1fr), stroke: none, inset: (x: 0pt, y: 4pt), column-gutter: 4mm, ${agenda.map((line) => `[${row(line)}]`).join(', ')})
#set par(justify: true)
`
}

const chapterOf = (chapter: Chapter) => `#pagebreak(weak: true)
#heading(level: 1)[${words(numberedTitle(chapter))}]
${typstOf(chapter.html, chapter.notes)}
`

function questionsOf(chapters: Chapter[], asked: GroupAsked[]): string {
  const all = [
    // Of several chapters each has a ¶ 8.
    ...chapters.flatMap(({ title, questions }) =>
      questions.map((question) => ({ ...question, own: false, of: chapters.length > 1 ? title : '' })),
    ),
    ...asked.map((question) => ({ ...question, own: true, of: '' })),
  ]
  if (all.length === 0) return ''
  const one = ({ kind, text, paragraphs, own, of, ...rest }: (typeof all)[number]) => {
    // A question that another guide lends names the paragraphs of that one.
    const lent = 'lentBy' in rest && rest.lentBy !== undefined
    const about = paragraphs.length > 0 && !lent ? m.aboutParagraphs({ paragraphs: paragraphs.join(', ') }) : ''
    const caption = [own ? m.groupsOwn() : KINDS[kind](), of, about].filter(Boolean).join(' · ')
    return `#block(breakable: false, above: 1.6em)[#text(lang: "en", dir: ltr, 0.8em, fill: luma(90))[${words(caption)}]

${inOwnDirection(text)}

#writing-lines(${LINES})]`
  }
  return `#pagebreak(weak: true)
#heading(level: 1)[${aside(words(m.questions()))}]
${all.map(one).join('\n\n')}
`
}

const notesPage = () => `#pagebreak(weak: true)
#heading(level: 1)[${aside(words(m.yourNotes()))}]
#writing-lines(${LAST_LINES})
`
