import type { Passage } from '#domain/anchoring/passage.ts'

/** A stretch of text over which the same looks lie. */
export type Segment<Look extends string> = Passage & { looks: Look[] }

/**
 * Cuts overlapping passages into stretches that do not overlap, in order.
 * @param layers passages by look
 * @param looks the order in which looks lie over one another, lowest first
 */
export function cutSegments<Look extends string>(
  layers: Partial<Record<Look, readonly Passage[]>>,
  looks: readonly Look[],
): Segment<Look>[] {
  const edges: { at: number; look: Look; step: 1 | -1 }[] = []
  for (const look of looks) {
    for (const { start, end } of layers[look] ?? []) {
      if (start < end) edges.push({ at: start, look, step: 1 }, { at: end, look, step: -1 })
    }
  }
  edges.sort((a, b) => a.at - b.at)
  const depth = new Map<Look, number>()
  const segments: Segment<Look>[] = []
  let from = 0
  for (const { at, look, step } of edges) {
    const over = looks.filter((candidate) => depth.get(candidate))
    if (over.length && at > from) append(segments, { start: from, end: at, looks: over })
    from = at
    depth.set(look, (depth.get(look) ?? 0) + step)
  }
  return segments
}

/** Two passages of one look that touch become one stretch. */
function append<Look extends string>(segments: Segment<Look>[], segment: Segment<Look>): void {
  const last = segments.at(-1)
  if (last && last.end === segment.start && last.looks.join() === segment.looks.join()) last.end = segment.end
  else segments.push(segment)
}
