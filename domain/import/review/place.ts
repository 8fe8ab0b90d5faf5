import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { type DraftText, wordsOf } from '#domain/import/review/draft-text.ts'

/**
 * Finds the block that a line of the report became part of: the last one of the same file that begins on it or before it.
 * @returns a function from an entry of the report to the block's id; null for a line before every block, such as one of a title
 */
export function placesOf(draft: DraftText): (entry: Pick<ReportEntry, 'origin' | 'before'>) => string | null {
  const files = new Map<string, { line: number; id: string; words: string }[]>()
  for (const { blocks } of draft.sections) {
    for (const { id, block } of blocks) {
      const { file = '', line } = block.origin
      const places = files.get(file) ?? []
      files.set(file, places)
      places.push({ line, id, words: wordsOf(block) })
    }
  }
  for (const places of files.values()) places.sort((one, other) => one.line - other.line)
  return ({ origin: { file = '', line }, before }) => {
    const places = files.get(file) ?? []
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[middle]?.line ?? 0) <= line) low = middle + 1
      else high = middle
    }
    // Several blocks may begin on one line: the one that says it is meant.
    for (let at = low - 1; places[at]?.line === places[low - 1]?.line && at >= 0; at -= 1)
      if (places[at]?.words.includes(before)) return places[at]?.id ?? null
    return places[low - 1]?.id ?? null
  }
}
