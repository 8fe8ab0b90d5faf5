import { isBareLabel } from '#domain/import/heading-words/titles.ts'
import type { Candidate, Room } from '#domain/import/lines/heading-candidates.ts'

/** So many titles of the printed contents list in the text are what it is divided into. */
export const FEWEST_LISTED = 5

/** So many chapters of one word have no other word beside them. */
const MANY_CHAPTERS = 8
/** Fewer letters than this below the heading of a part, before the next one, are those of a title page. */
const LEAST_IN_PART = 600

/** Without the words that stand over a few lines only: a volume on the title page, a list of other books. */
export function mainForms(parts: readonly Candidate[], room: Room): Candidate[] {
  const largest = largestForm(parts)
  const isHollow = ({ at }: Candidate) => room(at, parts.find((other) => other.at > at)?.at ?? Number.POSITIVE_INFINITY) < LEAST_IN_PART
  return parts.filter(
    (one) => largest.includes(one) || (!isHollow(one) && parts.filter(({ form }) => form === one.form).length * 3 >= largest.length),
  )
}

/** Among many chapters a single line with another word for one, and more behind it, is a sentence: "One night, I remember …". */
export function withoutOddOnes(chapters: readonly Candidate[]): Candidate[] {
  if (largestForm(chapters).length < MANY_CHAPTERS) return [...chapters]
  return chapters.filter((one) => one.capitals || isBareLabel(one.parts) || chapters.filter(({ form }) => form === one.form).length > 1)
}

/** Of words for chapters, those that hold the others: where the numbers of others begin anew below them. */
export function outerWords(chapters: readonly Candidate[]): Set<string> {
  const forms = [...new Set(chapters.map(({ form }) => form))]
  const outer = new Set<string>()
  for (const form of forms) {
    for (const inner of forms) {
      if (inner === form) continue
      const restarts = chapters.filter((one, index) => {
        const before = chapters.slice(0, index).findLast((other) => other.form === form || other.form === inner)
        return one.form === inner && one.parts.number === 1 && before?.form === form
      }).length
      if (restarts >= 2) outer.add(form)
    }
  }
  return outer
}

/** Those of the form that most are of. */
export function largestForm(candidates: readonly Candidate[]): Candidate[] {
  return formsOf(candidates)[0] ?? []
}

/** Those of the form that the contents list names most of; where it names few, those of the largest one. */
function likeliestForm(candidates: readonly Candidate[]): Candidate[] {
  const listedIn = (form: readonly Candidate[]) => form.filter(({ listed }) => listed).length
  const [largest = [], ...others] = formsOf(candidates)
  const named = others.toSorted((one, other) => listedIn(other) - listedIn(one))[0] ?? []
  return listedIn(named) >= FEWEST_LISTED && listedIn(named) * 2 >= named.length && listedIn(largest) * 2 < largest.length ? named : largest
}

/** A numbered stanza has no more letters than this. */
const LONGEST_STANZA = 600

/** Letters below half of these, or fewer. */
function usualRoom(series: readonly Candidate[], room: Room): number {
  const rooms = series.map(({ at }, index) => room(at, series[index + 1]?.at ?? Number.POSITIVE_INFINITY)).toSorted((a, b) => a - b)
  return rooms[rooms.length >> 1] ?? 0
}

/** So many numbers in a row are a numbering that runs through. */
const LONG_RUN = 5
/** Fewer letters than this above the first number of a chapter are no text of that chapter. */
const LEAST_ABOVE = 120

/**
 * Of numbers that count: those of one numbering that runs through the text, where another one begins anew within its chapters, below text
 * of theirs, as the sections of each or its exercises do; else those of the likeliest form.
 */
export function countedSeries(counted: readonly Candidate[], room: Room): Candidate[] {
  const forms = formsOf(counted)
  const isInside = (inner: readonly Candidate[], outer: readonly Candidate[]) => {
    const anew = inner.filter(({ at, parts }) => {
      const above = outer.findLast((one) => one.at < at)
      return parts.number === 1 && above !== undefined && room(above.at, at) >= LEAST_ABOVE
    })
    return inner.length > outer.length && anew.length * 2 >= outer.length
  }
  const areStanzas = (inner: readonly Candidate[], outer: readonly Candidate[]) =>
    inner.length > outer.length * MANY_CHAPTERS && inner.every(({ parts }) => isBareLabel(parts)) && usualRoom(inner, room) < LONGEST_STANZA
  const runs = forms.filter((form) => form.length >= LONG_RUN && runsThrough(form))
  const holds = (outer: readonly Candidate[]) =>
    forms.some((inner) => inner !== outer && (isInside(inner, outer) || areStanzas(inner, outer)))
  return runs.find(holds) ?? likeliestForm(counted)
}

/**
 * True for bare numbers that begin anew below at most half of the titles that the contents list names: the sections of a few tales in a book of
 * tales.
 * @param mayStandAbove true where some may stand above the first title as well, in a preface
 */
export function areSections(counted: readonly Candidate[], listed: readonly Candidate[], mayStandAbove = false): boolean {
  const titles = listed.filter(({ parts }) => parts.number === null)
  if (titles.length < FEWEST_LISTED || (counted.length >= LONG_RUN * 2 && runsThrough(counted))) return false
  if (!counted.every(({ parts, listed: isListed }) => isBareLabel(parts) && !isListed)) return false
  const above = new Set(counted.map(({ at }) => titles.findLast((one) => one.at < at)))
  return above.size >= 2 && (mayStandAbove || !above.has(undefined)) && above.size * 2 <= titles.length
}

/** True for chapters with a word that stand in a few of the many that one numbering counts through the text: letters in a book of memories. */
export function standInFew(chapters: readonly Candidate[], counted: readonly Candidate[]): boolean {
  if (counted.length < LONG_RUN * 2 || chapters.length >= counted.length || !runsThrough(counted)) return false
  const above = new Set<Candidate | undefined>()
  let at = 0
  for (const one of chapters) {
    while ((counted[at + 1]?.at ?? Number.POSITIVE_INFINITY) < one.at) at += 1
    above.add((counted[at]?.at ?? 0) < one.at ? counted[at] : undefined)
  }
  return !above.has(undefined) && above.size * 5 <= counted.length
}

/** True for parts below which the contents list names far more titles: those are the chapters. */
export function holdListed(parts: readonly Candidate[], listed: readonly Candidate[]): boolean {
  const titles = listed.filter((one) => one.parts.number === null && one.at > (parts[0]?.at ?? 0))
  return parts.length >= 2 && titles.length >= Math.max(FEWEST_LISTED, parts.length * 2)
}

/** True where numbers go up from the first to the last. */
export function runsThrough(series: readonly Candidate[]): boolean {
  return series.every(({ parts }, at) => parts.number !== null && (at === 0 || parts.number > (series[at - 1]?.parts.number ?? 0)))
}

function formsOf(candidates: readonly Candidate[]): Candidate[][] {
  const forms = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const same = forms.get(candidate.form)
    if (same) same.push(candidate)
    else forms.set(candidate.form, [candidate])
  }
  return [...forms.values()].sort((one, other) => other.length - one.length)
}
