import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
/** A link to a date, with up to thirty letters of the same clause on either side. */
const DATE_LINK =
  /(?<before>[^()[\].;:!?\n]{0,30})\[(?<words>[^\]]*)\]\(date:(?<id>[a-z0-9-]+)\)(?<after>[^()[\].;:!?\n]{0,30}(?:\(\d{4}\))?)/g
/** Said of a date of the old calendar, which may lie in another month than the entry's. */
const OLD_STYLE = /Old Style|old calendar/
const YEAR = /\b1[5-9]\d\d\b|\b20\d\d\b/g

/**
 * Dates in the words of links to the timeline, and years right beside such a link, that disagree with the entry. A date agrees when
 * it lies between the entry's `date` and `until`, as exactly as both are known.
 */
export function checkDates({ entries }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  const chapters = files.filter(({ name }) => /^\d\d-.*\.md$/.test(name))
  return chapters.flatMap(({ path, body, bodyLine }) =>
    [...body.matchAll(DATE_LINK)].flatMap((match) => {
      const { before = '', words = '', id = '', after = '' } = match.groups ?? {}
      const event = entries.dates.find((entry) => entry.id === id)
      if (!event) return []
      const own = OLD_STYLE.test(after) ? (words.match(YEAR) ?? []) : datesIn(words)
      const beside = [before.match(/\b(?:in|of) (\d{4}) (?:the )?$/)?.[1], after.match(/^ (?:in|of)? ?\(?(\d{4})\b/)?.[1]]
      const near = words.match(YEAR) ? [] : beside
      const wrong = [...own, ...near.filter((year) => year !== undefined)].filter((date) => !within(date, event.date, event.until))
      const span = event.until ? `${event.date} to ${event.until}` : event.date
      return wrong.map((date) => ({
        file: path,
        line: lineAt(body, match.index) + bodyLine - 1,
        sentence: `"${(before.slice(-12) + words + after.slice(0, 12)).trim()}" speaks of ${date}, but timeline.yaml dates "${id}" ${span}`,
      }))
    }),
  )
}

/** What a link's words say of a date, with ? for what they leave out: "22 January" is `????-01-22`, "1905" is `1905`. */
function datesIn(words: string): string[] {
  const years: string[] = words.match(YEAR) ?? []
  const months = [...words.matchAll(new RegExp(`(?:(\\d{1,2}) )?\\b(${MONTHS.join('|')})\\b(?! Revolution| Manifesto| Days)`, 'g'))]
  if (months.length === 0) return years
  return months.map(([, day, month = '']) => {
    const year = years.length === 1 ? years[0] : '????'
    const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0')
    return day ? `${year}-${number}-${day.padStart(2, '0')}` : `${year}-${number}`
  })
}

/** Whether the words' date lies in the event's time. What one of the two does not say counts as agreeing. */
function within(said: string, date: string, until = date): boolean {
  const years = range(Number(date.slice(0, 4)), Number(until.slice(0, 4)))
  return years.some((year) => {
    const full = said.replace('????', String(year))
    return shorten(full, date) >= shorten(date, full) && shorten(full, until) <= shorten(until, full)
  })
}

function shorten(date: string, to: string): string {
  return date.slice(0, to.length)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
