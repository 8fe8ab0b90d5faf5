import { NONE } from '#domain/anchoring/alignment.ts'
import { anchor, type Quote } from '#domain/anchoring/anchor.ts'
import { compare } from '#domain/anchoring/compare.ts'
import { follower } from '#domain/anchoring/follow.ts'
import { clamp } from '#domain/anchoring/graphemes.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { between, firstStartingFrom, runningWeights } from '#domain/anchoring/tables.ts'

/**
 * Where a passage of a text that is gone stands in others: in `text`, an index, word for word the same or with changes. `near` is where its
 * old neighbours meet, as far as enough of its text is anywhere.
 */
export type Sought = (Passage & { kind: 'same' | 'changed'; text: number }) | { kind: 'lost'; near: { text: number; at: number } | null }

/** Between two texts that are looked at as one: what no passage goes over. */
const BORDER = '\n\n'

/** At least this share of the weight of a text must be found somewhere, or nothing is said of where its lost passages stood. */
const SPREAD_MIN = 0.3

/** At most so many quotes are looked for, each by itself: that takes a walk through all texts for each. */
const QUOTES_MAX = 500

/**
 * Finds the passages of texts that are gone in the texts that are there now. All of them are compared at once, so that the time grows
 * with the sizes of the texts plus the number of passages. A passage that would go over the border of two texts is not found.
 * @param gone texts with passages in them, as UTF-16 offsets
 * @returns one list for each of the texts that are gone, in the order of its passages; offsets are those of the text that was found
 */
export function seek(gone: { text: string; passages: Passage[] }[], texts: string[]): Sought[][] {
  const [before, after] = [join(gone.map(({ text }) => text)), join(texts)]
  const alignment = compare(before.whole, after.whole)
  const follow = follower(before.whole, after.whole, alignment)
  const weights = runningWeights(alignment.a, alignment.weights)
  return gone.map(({ text, passages }, at) => {
    const offset = before.starts[at] as number
    const isSpread = spreads(firstStartingFrom(alignment.a, offset), firstStartingFrom(alignment.a, offset + text.length))
    return passages.map(({ start, end }) => {
      const outcome = follow({ start: offset + clamp(text, start), end: offset + clamp(text, end) })
      if (outcome.kind === 'lost') return { kind: 'lost', near: isSpread ? after.placeOf(outcome.near) : null }
      const found = after.within(outcome)
      if (!found) return { kind: 'lost', near: after.placeOf(outcome.start) }
      return { kind: outcome.kind === 'changed' ? 'changed' : 'same', ...found }
    })
  })

  /** True when enough of the tokens stands anywhere. */
  function spreads(from: number, until: number): boolean {
    let matched = 0
    for (let at = from; at < until; at++) if (alignment.to[at] !== NONE) matched += between(weights, at, at + 1)
    return matched > 0 && matched >= between(weights, from, until) * SPREAD_MIN
  }
}

/**
 * Finds quotes whose text was not kept, each by itself, with the floors of `anchor`.
 * @param quotes of which the first five hundred are looked for
 */
export function seekQuotes(quotes: Quote[], texts: string[]): Sought[] {
  const after = join(texts)
  return quotes.map(({ exact, prefix, suffix }, at) => {
    const anchored = at < QUOTES_MAX ? anchor(after.whole, { exact, ...(prefix && { prefix }), ...(suffix && { suffix }) }) : null
    const found = anchored && after.within(anchored)
    if (!found) return { kind: 'lost', near: null }
    return { kind: after.whole.slice(anchored.start, anchored.end) === exact ? 'same' : 'changed', ...found }
  })
}

type Joined = {
  whole: string
  /** Where each text begins. */
  starts: number[]
  placeOf: (offset: number) => { text: number; at: number }
  /** The same passage in one of the texts; null when it goes over a border. */
  within: (passage: Passage) => (Passage & { text: number }) | null
}

function join(texts: string[]): Joined {
  const starts: number[] = []
  let length = 0
  for (const text of texts) {
    starts.push(length)
    length += text.length + BORDER.length
  }
  const placeOf = (offset: number) => {
    const text = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    )
    return { text, at: Math.min(offset - (starts[text] ?? 0), texts[text]?.length ?? 0) }
  }
  const within = ({ start, end }: Passage) => {
    const { text, at } = placeOf(start)
    const to = end - (starts[text] ?? 0)
    const most = texts[text]?.length ?? 0
    return at < most && to <= most + BORDER.length ? { text, start: at, end: Math.min(to, most) } : null
  }
  return { whole: texts.join(BORDER), starts, placeOf, within }
}
