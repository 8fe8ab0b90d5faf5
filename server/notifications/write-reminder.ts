import 'server-only'
import { wallClock } from '#domain/wall-clock.ts'
import * as say from '#messages/reminders.ts'
import { escapeHtml } from '#server/notifications/in-mail.ts'
import { anchor, footOf, moment, page, type Words } from '#server/notifications/write-letter.ts'

type Reminded = { id: string; chapterTitle: string; startsAt: Date; timeZone: string; place: string; comes: boolean }
type Addressed = { groupId: string; groupName: string; zone: string; site: string; code: string }

/** Puts a reminder of a meeting into words: when by the meeting's own clock, and by the reader's where that differs, where, and what to read. */
export function writeReminder({ id, chapterTitle, startsAt, timeZone, place, comes }: Reminded, to: Addressed): Words {
  const home = `${to.site}/groups/${to.groupId}`
  const href = `${home}/meetings/${id}`
  const when = moment(startsAt, timeZone)
  const own = to.zone && !isSameClock(startsAt, timeZone, to.zone) ? say.byYourClock({ when: moment(startsAt, to.zone) }) : ''
  const lines = [say.lead({ group: to.groupName, when }), own, say.toRead({ chapter: chapterTitle }), place && say.where({ place })].filter(
    Boolean,
  )
  const ask = comes ? say.openSession() : say.sayWhether()
  const foot = footOf({ groupName: to.groupName, home, stop: `${to.site}/mail/${to.code}` })
  return {
    subject: say.subject({ group: to.groupName, when }),
    text: `${[...lines, `${ask}: ${href}`, foot.text].join('\n\n')}\n`,
    html: page(
      `${lines.map((line) => `<p dir="auto">${escapeHtml(line)}</p>`).join('')}<p>${anchor(href, ask)}</p>${foot.html}`,
      to.groupName,
    ),
  }
}

function isSameClock(at: Date, ...zones: [string, string]): boolean {
  const [one, other] = zones.map((zone) => {
    const { date, time } = wallClock(at.toISOString(), zone)
    return `${date} ${time}`
  })
  return one === other
}
