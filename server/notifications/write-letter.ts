import 'server-only'
import { questionIdOf } from '#domain/group-question.ts'
import type { MailWish } from '#domain/mail.ts'
import * as say from '#messages/letters.ts'
import { siteUrl } from '#server/env.ts'
import { isDigest, type LetterContent } from '#server/notifications/content.ts'
import { escapeHtml, writerOf } from '#server/notifications/in-mail.ts'

type Addressed = {
  groupId: string
  groupName: string
  wish: MailWish
  /** In which its members write (BCP 47); empty where they have not said. */
  language: string
  /** IANA name of the reader's zone. */
  zone: string
  /** Ends this mail, for whoever holds it. */
  code: string
}

/** A line that leads somewhere, and the words of somebody below it. */
type Line = { text: string; href: string; quote?: string }
type Section = { title: string; lines: Line[] }
export type Words = { subject: string; text: string; html: string }

/** Puts a letter into words, as plain text and as simple HTML that needs nothing from anywhere. */
export function writeLetter(content: LetterContent, to: Addressed): Words {
  const site = siteUrl()
  const home = `${site}/groups/${to.groupId}`
  const lead = isDigest(to.wish) ? say.digestLead({ group: to.groupName }) : say.repliesLead({ group: to.groupName })
  const sections = sectionsOf(content, home, to.zone).filter(({ lines }) => lines.length > 0)
  const foot = footOf({ groupName: to.groupName, home, stop: `${site}/mail/${to.code}` })
  const text = [
    lead,
    ...sections.map(({ title, lines }) => [title.toUpperCase(), ...lines.map(asText)].join('\n\n')),
    `${say.openGroup()}: ${home}`,
    foot.text,
  ].join('\n\n')
  const html = page(
    `<p>${escapeHtml(lead)}</p>${sections.map((section) => asHtml(section, to.language)).join('')}<p>${anchor(home, say.openGroup())}</p>${foot.html}`,
    to.groupName,
  )
  return { subject: subjectOf(content, to), text: `${text}\n`, html }
}

/** Why somebody gets a mail, and how to get no more, as plain text and as HTML. */
export function footOf({ groupName, home, stop }: { groupName: string; home: string; stop: string }): { text: string; html: string } {
  const lines = [
    { before: say.why({ group: groupName }), link: say.whyChange(), href: `${home}/inbox/settings` },
    { before: say.stop(), link: say.stopThis(), href: stop },
  ]
  return {
    text: ['-- ', ...lines.map(({ before, href }) => `${before}\n${href}`)].join('\n'),
    html: `<hr>${lines.map(({ before, link, href }) => `<p><small>${escapeHtml(before)} ${anchor(href, link)}</small></p>`).join('')}`,
  }
}

function subjectOf({ items, more, chapters }: LetterContent, { groupName: group, wish }: Addressed): string {
  const [first] = items
  if (isDigest(wish) || !first) {
    const count = chapters.reduce(
      (sum, { annotations, comments, answers, questions }) => sum + annotations + comments + answers + questions,
      0,
    )
    return say.digestSubject({ group, count })
  }
  if (items.length + more > 1) return say.manySubject({ group, count: items.length + more })
  const name = writerOf(first)
  return first.isMention ? say.mentionSubject({ name, group }) : say.replySubject({ name, group })
}

function sectionsOf({ items, more, chapters, meeting, titles }: LetterContent, home: string, zone: string): Section[] {
  const titleOf = (chapter: string) => titles.get(chapter) ?? chapter
  const toYou = items.map(({ noun, id, chapter, isMention, creator, opening }) => {
    const said = { name: writerOf({ noun, creator }), chapter: titleOf(chapter) }
    const place = noun === 'question' ? `question-${questionIdOf(id)}` : `${noun}-${id}`
    return { text: isMention ? say.mention(said) : say.reply(said), quote: opening, href: `${home}/${chapter}#${place}` }
  })
  const rest = more > 0 ? [{ text: say.moreToYou({ count: more }), href: `${home}/inbox` }] : []
  const inChapters = chapters.map(({ chapter, annotations, comments, answers, questions }) => {
    const what = [
      annotations && say.newNotes({ count: annotations }),
      comments && say.newReplies({ count: comments }),
      answers && say.newAnswers({ count: answers }),
      questions && say.newQuestions({ count: questions }),
    ]
    const counted = what.filter((each) => typeof each === 'string').join(', ')
    return { text: say.inChapter({ chapter: titleOf(chapter), what: counted }), href: `${home}/${chapter}` }
  })
  const next = meeting && {
    text: say.sessionOn({ when: moment(meeting.startsAt, zone), chapter: titleOf(meeting.chapter) }),
    href: `${home}/meetings/${meeting.id}`,
  }
  return [
    { title: say.toYou(), lines: [...toYou, ...rest] },
    { title: say.inChapters(), lines: inChapters },
    { title: say.nextSession(), lines: next ? [next] : [] },
  ]
}

/** A moment by the reader's clocks, which are named: mail is read anywhere. */
export function moment(at: Date, timeZone: string): string {
  const shape = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone }).format(at)
}

const asText = ({ text, quote, href }: Line) => [text, quote && `> ${quote}`, href].filter(Boolean).join('\n')

function asHtml({ title, lines }: Section, language: string): string {
  const lang = language ? ` lang="${escapeHtml(language)}"` : ''
  const items = lines.map(({ text, quote, href }) => {
    const words = quote
      ? `<blockquote${lang} dir="auto" style="margin:4px 0 0;padding-left:12px;border-left:3px solid #b9b4a7">${escapeHtml(quote)}</blockquote>`
      : ''
    return `<li style="margin:0 0 12px">${anchor(href, text)}${words}</li>`
  })
  return `<h2 style="font-size:16px;margin:24px 0 8px">${escapeHtml(title)}</h2><ul style="list-style:none;margin:0;padding:0">${items.join('')}</ul>`
}

export const anchor = (href: string, text: string) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`

export const page = (body: string, title: string) =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>` +
  `<body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:16px;overflow-wrap:anywhere">${body}</body></html>`
