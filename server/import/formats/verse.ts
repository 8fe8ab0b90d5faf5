import 'server-only'
import { highest } from '#domain/import/blocks/long-lists.ts'
import type { Origin, ReportEntry, SourceBlock } from '#domain/import/blocks/text.ts'

/** A longer line than this is prose. */
const VERSE_LINE = 100
/** Lines whose breaks come from the width of a page: all but the last are about as long as the longest, and that is long. */
const PAGE_WIDTH = 55
const FULL_LINE = 0.75
const MIN_WRAPPED = 3

/** True for a line of stars, dashes or dots alone. */
export function isDivider(text: string): boolean {
  return /^[\s\\*•·⁂#~–—_.-]+$/.test(text) && /[*•⁂#~–—_-]/.test(text)
}

/**
 * What lines that the file breaks are: verse, lines of prose as wide as a page, or paragraphs. An empty line parts them.
 * @param report takes down the lines that are joined
 */
export function fromLines(lines: string[], origin: Origin, report: ReportEntry[]): SourceBlock[] {
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line === '') groups.push([])
    else groups.at(-1)?.push(line)
  }
  return groups.flatMap((group): SourceBlock[] => {
    const [only, second] = group
    if (only === undefined) return []
    if (second === undefined) return [{ kind: 'paragraph', origin, text: only }]
    if (isWrapped(group)) {
      const text = group.join(' ')
      report.push({ kind: 'joined', origin, reason: 'lines as wide as a page', before: group.join(' / '), after: text })
      return [{ kind: 'paragraph', origin, text }]
    }
    if (group.every((line) => line.length <= VERSE_LINE)) return [{ kind: 'verse', origin, lines: group }]
    return group.map((text) => ({ kind: 'paragraph', origin, text }))
  })
}

function isWrapped(lines: string[]): boolean {
  const longest = highest(lines.map((line) => line.length))
  const full = lines.slice(0, -1)
  return (
    lines.length >= MIN_WRAPPED &&
    longest >= PAGE_WIDTH &&
    longest <= VERSE_LINE &&
    full.every((line) => line.length >= longest * FULL_LINE)
  )
}

/** Paragraphs of what calls itself a poem: each is a line. What is no verse after all stays as it is. */
export function mergeVerse(blocks: SourceBlock[]): SourceBlock[] {
  if (blocks.some((block) => block.kind === 'paragraph' && block.text.length > VERSE_LINE)) return blocks
  const merged: SourceBlock[] = []
  let open: string[] | null = null
  for (const block of blocks) {
    if (block.kind !== 'paragraph') {
      merged.push(block)
      open = null
    } else if (open) open.push(block.text)
    else {
      open = [block.text]
      merged.push({ kind: 'verse', origin: block.origin, lines: open })
    }
  }
  return merged
}
