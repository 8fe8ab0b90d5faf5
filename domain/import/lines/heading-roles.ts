import { type Candidate, LEAST_BELOW, type Room } from '#domain/import/lines/heading-candidates.ts'
import { halfTitles, inOrderOfRoom, listedBeside, namesAbove, standsInOne } from '#domain/import/lines/heading-room.ts'
import {
  areSections,
  countedSeries,
  FEWEST_LISTED,
  holdListed,
  largestForm,
  mainForms,
  outerWords,
  standInFew,
  withoutOddOnes,
} from '#domain/import/lines/heading-series.ts'
import { areClose, partsInList, roomyTitles, setAsParts, setLikeChapters } from '#domain/import/lines/set-alike.ts'

/** What a heading opens: a chapter or what stands before and after them, in a division or beside them; a division that holds chapters; a stretch of a chapter. */
export type HeadingRole = 'opening' | 'beside' | 'division' | 'inner'

/** A list of chapters has so many entries at least. */
export const FEWEST_ENTRIES = 3
/** So many letters below a part without chapters are a chapter. */
const LEAST_IN_PART = 2400

/** Which candidates open chapters, which divide the text above them. The others are headings inside a chapter. */
export function rolesOf(candidates: readonly Candidate[], room: Room): Map<Candidate, HeadingRole> {
  const of = (test: (candidate: Candidate) => boolean) => candidates.filter(test)
  const named = of(({ kind }) => kind === 'named')
  const worded = of(({ kind }) => kind === 'worded')
  const chapters = withoutOddOnes(worded.filter(({ parts }) => parts.rank === 'chapter'))
  const parts = worded.filter((candidate) => candidate.parts.rank === 'part')
  const outer = outerWords(chapters)
  const listed = of((candidate) => candidate.listed)
  const counted = countedSeries(
    of(({ kind }) => kind === 'counted'),
    room,
  )
  const roomy = roomyTitles(candidates, room)
  const loose = inOrderOfRoom(candidates, room)
  const series: Candidate[][] = [
    standInFew(chapters, counted) ? [] : chapters.filter(({ form }) => !outer.has(form)),
    areSections(counted, listed) || (areClose(counted) && areSections(counted, roomy, true)) ? [] : counted,
    holdListed(mainForms(parts, room), listed) ? [] : mainForms(parts, room),
    ...(listed.length >= FEWEST_LISTED ? [listed] : []),
    largestForm(of(({ kind }) => kind === 'underlined')),
    listed,
    ...(addsTo(roomy, loose[0] ?? [], room) ? [roomy] : []),
    ...loose,
  ]
  // One that says it is a chapter is the only one of a short text, not of a book that counts many or has parts: there it is a line of a list.
  const isSole = [1, 2].every((at) => (series[at]?.length ?? 0) < FEWEST_ENTRIES)
  const main =
    series.find((one, index) => (one.length >= 2 && !standsInOne(one, listed)) || (index === 0 && one.length === 1 && isSole)) ?? []
  const roles = new Map<Candidate, HeadingRole>()
  const isOfParts = main === series[2]
  if (!isOfParts) for (const one of parts) roles.set(one, 'division')
  for (const one of chapters) if (outer.has(one.form)) roles.set(one, 'division')
  const holding = new Set(holdListed(parts, listed) ? parts : [])
  // A listed title right above another one is what several of them are called together.
  const hollow = new Set(
    main.filter((one, at) => {
      const next = main[at + 1]
      return main === listed && next !== undefined && room(one.at, next.at) === 0
    }),
  )
  for (const one of [...named, ...main]) if (!holding.has(one) && !hollow.has(one)) roles.set(one, 'opening')
  for (const one of setLikeChapters(candidates, main, room)) if (!roles.has(one)) roles.set(one, 'opening')
  const isDivided = [...roles.values()].includes('division')
  const above = [...namesAbove(candidates, main), ...halfTitles(candidates, main, room), ...partsInList(main, hollow)]
  const set = setAsParts(candidates, main, room)
  if (!isDivided) {
    for (const one of set.parts.length > 0 ? set.parts : above) if (!roles.has(one)) roles.set(one, 'division')
    for (const one of set.beside) if (!roles.has(one)) roles.set(one, 'beside')
  }
  if (main.length > 0) for (const one of listedBeside(listed, main, room)) if (!roles.has(one)) roles.set(one, 'opening')
  // Parts that hold nothing but text are chapters beside the others: letters before the first chapter, a book without chapters.
  for (const [index, one] of candidates.entries()) {
    if (roles.get(one) !== 'division') continue
    const below = candidates.slice(index + 1)
    const next = below.find((other) => roles.get(other) === 'opening' || roles.get(other) === 'division')
    // Chapters that begin anew below a part are its own, whatever stands before them.
    const first = below.find((other) => roles.get(other) === 'division' || main.includes(other))
    if (first && main.includes(first) && first.parts.number === 1) continue
    if (room(one.at, next?.at ?? Number.POSITIVE_INFINITY) >= LEAST_IN_PART) roles.set(one, 'opening')
  }
  return roles
}

/** True for titles that are not far fewer than the others, and not all of them, or all but a few lines right above others. */
function addsTo(titles: readonly Candidate[], others: readonly Candidate[], room: Room): boolean {
  if (titles.length * 2 < others.length) return false
  const [known, own] = [new Set(others), new Set(titles)]
  if (titles.some((one) => !known.has(one))) return true
  const left = others.flatMap((one, at) => (own.has(one) ? [] : [room(one.at, others[at + 1]?.at ?? Number.POSITIVE_INFINITY)]))
  return left.filter((letters) => letters < LEAST_BELOW).length * 2 > left.length
}
