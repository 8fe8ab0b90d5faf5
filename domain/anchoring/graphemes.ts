import type { Passage } from '#domain/anchoring/passage.ts'

/*
 * What a reader takes for one character may be many UTF-16 units: a surrogate pair, a letter with
 * combining marks, a family emoji. These functions find the edges of such clusters (UAX #29) while
 * looking only at the text around one offset, so that they cost the same in any chapter.
 */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How far from an offset we look, in UTF-16 units; a cluster longer than this may be cut at its far end. */
const WINDOW = 1024

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Units that never join a neighbour of their own kind: Latin without combining marks, Chinese ideographs. */
function isPlain(unit: number): boolean {
  return unit < 0x300 || (unit >= 0x4e00 && unit <= 0x9fff)
}

/** True where a cluster certainly ends, as far as the two units around the offset can tell. */
function isPlainBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return isPlain(before) && isPlain(after) && !(before === CARRIAGE_RETURN && after === LINE_FEED)
}

/**
 * The cluster around an offset.
 * @param at offset from 0 to the text's length
 * @returns the edges of the cluster that `at` falls inside, or `{start: at, end: at}` if it is already on an edge
 */
function clusterAround(text: string, at: number): Passage {
  if (isPlainBoundary(text, at)) return { start: at, end: at }
  let from = at - 1
  while (at - from < WINDOW && !isPlainBoundary(text, from)) from--
  let to = at + 1
  while (to - at < WINDOW && !isPlainBoundary(text, to)) to++
  const cluster = segmenter.segment(text.slice(from, to)).containing(at - from)
  if (!cluster || from + cluster.index === at) return { start: at, end: at }
  return { start: from + cluster.index, end: from + cluster.index + cluster.segment.length }
}

/** Keeps a number inside the text: a whole offset from 0 to its length. What is no number counts as 0. */
export function clamp(text: string, at: number): number {
  return Math.max(0, Math.min(text.length, Math.trunc(at) || 0))
}

/** The nearest edge of a cluster at or before an offset. An offset outside the text counts as its nearest end. */
export function boundaryBefore(text: string, at: number): number {
  return clusterAround(text, clamp(text, at)).start
}

/** The nearest edge of a cluster at or after an offset. An offset outside the text counts as its nearest end. */
export function boundaryAfter(text: string, at: number): number {
  return clusterAround(text, clamp(text, at)).end
}

/**
 * Widens a passage so that it holds whole clusters only.
 * @returns a passage inside the text; an empty or reversed one comes back empty, on an edge
 */
export function widenToGraphemes(text: string, { start, end }: Passage): Passage {
  const from = clamp(text, start)
  const to = clamp(text, end)
  const widened = boundaryBefore(text, from)
  return { start: widened, end: to > from ? boundaryAfter(text, to) : widened }
}
