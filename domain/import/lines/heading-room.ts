import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { isBareLabel, titleKey } from '#domain/import/heading-words/titles.ts'
import { type Candidate, LEAST_BELOW, ROOMY, type Room } from '#domain/import/lines/heading-candidates.ts'
import { FEWEST_LISTED, runsThrough } from '#domain/import/lines/heading-series.ts'

/** What a part ends with. */
const ENDS = /^(?:end of|ende des|fin d[ue]|fine d|fim d)(?!\p{L})/iu
/** Fewer letters than this below a heading are no scene of a play. */
const LEAST_SCENE = 600

/** Lines in capitals before those with room around them, unless these are many more and hold text: the scenes of a play, in which few shout. */
export function inOrderOfRoom(candidates: readonly Candidate[], room: Room): Candidate[][] {
  const [titles = [], others = []] = (['capitals', 'apart'] as const).map((kind) => withoutTitlePage(candidates, kind, room))
  const holding = others.filter(({ at }, index) => room(at, others[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= LEAST_SCENE)
  return others.length >= titles.length * 3 && holding.length * 5 >= others.length * 4 ? [others, titles] : [titles, others]
}

/** Without the first ones as long as hardly anything stands below them: the writer and the town, above the first chapter. */
function withoutTitlePage(candidates: readonly Candidate[], kind: Candidate['kind'], room: Room): Candidate[] {
  const first = candidates.find(
    (one, index) => one.kind === kind && room(one.at, candidates[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= LEAST_BELOW,
  )
  return candidates.filter((one) => one.kind === kind && one.at >= (first?.at ?? 0))
}

const endsClosed = ({ parts }: Candidate) => /[.!?…]$/u.test(parts.title)

/** Without lines that have room around them and are sentences, where most of those with room are: paragraphs, and no titles. */
export function withoutSentences(candidates: readonly Candidate[]): Candidate[] {
  const apart = candidates.filter(({ kind }) => kind === 'apart')
  const listed = candidates.filter((one) => one.listed)
  const sentences = new Set(apart.filter(endsClosed))
  // Some books close their titles with a full stop.
  if (listed.length >= FEWEST_LISTED && listed.filter(endsClosed).length * 2 > listed.length) return [...candidates]
  return sentences.size * 2 > apart.length ? candidates.filter((one) => !sentences.has(one)) : [...candidates]
}

/** The lines right below a number that stand nearer to it than what is above it: the titles of its chapter, whatever list names them too. */
function titlesBelow(main: readonly Candidate[], others: readonly Candidate[], room: Room): Set<Candidate> {
  const numbers = new Set(main.filter(({ parts }) => parts.number !== null && isBareLabel(parts)))
  const inOrder = [...new Set([...main, ...others])].sort((one, other) => one.at - other.at)
  return new Set(
    inOrder.filter((one, at) => {
      const above = inOrder[at - 1]
      return one.parts.number === null && above !== undefined && numbers.has(above) && one.gap < above.gap && room(above.at, one.at) === 0
    }),
  )
}

/**
 * What the contents list names beside the chapters: nothing that one of them is called, and of what stands there twice the longest. Where it
 * names much between them, these are what the chapters are about.
 */
export function listedBeside(listed: readonly Candidate[], main: readonly Candidate[], room: Room): Candidate[] {
  const titles = titlesBelow(main, listed, room)
  const called = new Set([...main, ...titles].map(({ parts }) => titleKey(parts.title)))
  // Other numbers than those of the chapters count what stands in one of them.
  const forms = new Set(main.map(({ form }) => form))
  const isCounted = main.every(({ parts }) => parts.number !== null)
  const isInner = ({ kind, form, at }: Candidate) => kind === 'counted' && isCounted && !forms.has(form) && at > (main[0]?.at ?? 0)
  const lengthOf = ({ at }: Candidate) =>
    room(
      at,
      [...main, ...listed].reduce((next, one) => (one.at > at ? Math.min(next, one.at) : next), Number.POSITIVE_INFINITY),
    )
  const longest = new Map<string, Candidate>()
  for (const one of listed) {
    if (isInner(one)) continue
    const key = titleKey(one.parts.title)
    const known = longest.get(key)
    if (!called.has(key) && (!known || lengthOf(one) > lengthOf(known))) longest.set(key, one)
  }
  const beside = [...longest.values()]
  const [first, last] = [main[0]?.at ?? 0, main.at(-1)?.at ?? 0]
  const within = beside.filter(({ at, parts }) => at > first && findNamedPart(parts.title) === null)
  const isSubject = runsThrough(main) && within.filter(({ at }) => at < last).length * 4 > main.length
  if (!isSubject) return beside
  const least = main.reduce((gap, one) => Math.min(gap, one.gap), Number.POSITIVE_INFINITY)
  const inner = new Set(within.filter(({ at, gap }) => at < last || gap < Math.max(ROOMY, least)))
  return beside.filter((one) => !inner.has(one))
}

/**
 * What the parts of a text are called in which chapters begin anew, as several plays with acts: the lines above the first chapter of each,
 * in the printed contents list if they stand there, else the first ones in capitals.
 */
export function namesAbove(candidates: readonly Candidate[], main: readonly Candidate[]): Candidate[] {
  const above = main.flatMap((one, index) => {
    if (one.parts.number !== 1) return []
    const before = main[index - 1]?.at ?? -1
    return [candidates.filter(({ at, parts }) => at > before && at < one.at && parts.number === null)]
  })
  const listed = above.flatMap((group) => group.findLast((one) => one.listed && one.kind !== 'named') ?? [])
  if (listed.length >= 2) return listed
  const capitals = above.map((group) => group.filter(({ kind }) => kind === 'capitals'))
  const [first, second] = capitals
  if (!first || !second || capitals.some((group) => group.length === 0)) return []
  // Above the first one stands the title page as well: its name is as far from its chapter as the second one's.
  return capitals.flatMap((group) => group.at(group === first ? -Math.min(first.length, second.length) : 0) ?? [])
}

/**
 * The half titles of parts, in a text whose chapters count on through them: lines with much room above them, and nothing but a motto between them
 * and a chapter. What stands above more chapters than every other is their title.
 */
export function halfTitles(candidates: readonly Candidate[], main: readonly Candidate[], room: Room): Candidate[] {
  if (!runsThrough(main)) return []
  const halves = main.flatMap((one, index) => {
    const before = main[index - 1]?.at ?? -1
    const above = candidates.filter(({ at, roomy, parts }) => at > before && at < one.at && roomy && parts.number === null)
    return (
      above.find(({ at, parts }) => room(at, one.at) < LEAST_BELOW * 2 && findNamedPart(parts.title) === null && !ENDS.test(parts.title)) ??
      []
    )
  })
  const later = halves.filter(({ at }) => at > (main[0]?.at ?? 0))
  return later.length >= 1 && halves.length >= 2 && halves.length * 2 <= main.length ? halves : []
}

/** True for headings that the printed contents list does not name and that all stand below one that it names: the scenes of a play among essays. */
export function standsInOne(series: readonly Candidate[], listed: readonly Candidate[]): boolean {
  if (listed.length < FEWEST_LISTED || series.some((one) => one.listed)) return false
  const above = new Set(series.map(({ at }) => listed.findLast((one) => one.at < at)))
  return above.size === 1 && !above.has(undefined)
}
