import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { type Candidate, LEAST_BELOW, ROOMY, type Room } from '#domain/import/lines/heading-candidates.ts'

/*
 * Books set all headings of one rank alike: as much room above each, and capitals over all of them or over none. So what is set like the chapters is one, though
 * nothing else tells it, and what stands right above a chapter with more room above it than chapters have is a part.
 */

/** So many headings show how all of them are set. */
const SHOWN = 5
/** So many letters below a heading of a part are a chapter beside the others. */
const LEAST_BESIDE = 600

/** The room above nearly all of these, or more. */
function usualGap(main: readonly Candidate[]): number {
  const gaps = main.map(({ gap }) => gap).toSorted((one, other) => one - other)
  return gaps[Math.floor(gaps.length / 10)] ?? 0
}

const isPlain = ({ kind, parts }: Candidate) => (kind === 'capitals' || kind === 'apart' || kind === 'listed') && parts.number === null

const areCapitals = (some: readonly Candidate[]) => some.filter(({ capitals }) => capitals).length * 10 >= some.length * 9

/** Lines with much room above them and text below, where there are many: the titles of a text in which nothing counts. */
export function roomyTitles(candidates: readonly Candidate[], room: Room): Candidate[] {
  const isRoomy = (one: Candidate) => one.gap >= ROOMY && isPlain(one)
  // Right below a line of the title page stands another one, or a preface.
  const first = candidates.findIndex(
    (one, index) => isRoomy(one) && room(one.at, candidates[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= LEAST_BELOW,
  )
  const own = first < 0 ? [] : candidates.slice(first).filter(isRoomy)
  const holding = own.filter(({ at }, index) => room(at, own[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= LEAST_BELOW)
  return own.length >= SHOWN && holding.length * 10 >= own.length * 9 ? own : []
}

/** What is set like chapters without numbers and holds text, past the first of them. */
export function setLikeChapters(candidates: readonly Candidate[], main: readonly Candidate[], room: Room): Candidate[] {
  const usual = usualGap(main)
  if (main.length < SHOWN || usual < ROOMY || main.some(({ parts }) => parts.number !== null)) return []
  const known = new Set(main)
  const inCapitals = areCapitals(main)
  const from = main[0]?.at ?? 0
  const alike = candidates.filter(
    (one) => known.has(one) || (one.at > from && one.gap >= usual && isPlain(one) && (one.capitals || !inCapitals)),
  )
  return alike.filter((one, index) => !known.has(one) && room(one.at, alike[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= LEAST_BELOW)
}

/** True for headings with hardly more room above them than paragraphs have. */
export function areClose(main: readonly Candidate[]): boolean {
  return usualGap(main) < ROOMY
}

/** Of listed titles that stand right above another one, those with much room above them and several below: the parts. */
export function partsInList(main: readonly Candidate[], hollow: ReadonlySet<Candidate>): Candidate[] {
  const parts: Candidate[] = []
  let below = 0
  for (const one of main.toReversed()) {
    if (!hollow.has(one)) below += 1
    else {
      if (one.gap >= ROOMY && below >= 2) parts.push(one)
      below = 0
    }
  }
  return parts.length >= 2 && parts.length * 3 <= main.length ? parts : []
}

/** The parts of a text whose numbers begin anew in each: right above number one, with more room above than chapters have. `beside` are set like them and hold text themselves. */
export function setAsParts(
  candidates: readonly Candidate[],
  main: readonly Candidate[],
  room: Room,
): { parts: Candidate[]; beside: Candidate[] } {
  const least = Math.max(ROOMY, usualGap(main) + 1)
  const apart = candidates.filter((one) => one.gap >= least && isPlain(one) && findNamedPart(one.parts.title) === null)
  const firsts = main.flatMap((one, index) => (one.parts.number === 1 ? [{ one, before: main[index - 1]?.at ?? -1 }] : []))
  let next = 0
  const parts = firsts.flatMap(({ one, before }): Candidate[] => {
    while ((apart[next]?.at ?? Number.POSITIVE_INFINITY) < one.at) next += 1
    const above = apart[next - 1]
    return above && above.at > before && room(above.at, one.at) < LEAST_BELOW ? [above] : []
  })
  if (parts.length < 2 || parts.length * 2 < firsts.length) return { parts: [], beside: [] }
  const usual = usualGap(parts)
  const from = parts[0]?.at ?? 0
  const known = new Set(parts)
  const all = [...main, ...parts].toSorted((one, other) => one.at - other.at)
  const beside = apart.filter(
    (one) => one.at > from && one.gap >= usual && !known.has(one) && room(one.at, nextAfter(all, one.at)) >= LEAST_BESIDE,
  )
  return { parts, beside }
}

/** Where the first of these stands that is past a place. */
function nextAfter(sorted: readonly Candidate[], place: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle]?.at ?? 0) > place) to = middle
    else from = middle + 1
  }
  return sorted[from]?.at ?? Number.POSITIVE_INFINITY
}
