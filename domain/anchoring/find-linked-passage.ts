import { anchor } from '#domain/anchoring/anchor.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { type LinkedPassage, parsePassageFragment } from '#domain/anchoring/passage-fragment.ts'

/**
 * The passage that the end of an address names: at its place when it still stands there, else wherever its words went.
 * @returns null rather than words that only look like it
 */
export function findLinkedPassage(text: string, fragment: string): Passage | null {
  const linked = parsePassageFragment(fragment)
  if (!linked) return null
  return stands(text, linked) ? { start: linked.start, end: linked.end } : search(text, linked)
}

function stands(text: string, { start, end, first, last }: LinkedPassage): boolean {
  if (last === null) return end - start === first.length && text.startsWith(first, start)
  return text.startsWith(first, start) && text.slice(0, end).endsWith(last)
}

function search(text: string, { start, end, first, last, before, after }: LinkedPassage): Passage | null {
  const from = anchor(text, { exact: first, prefix: before, start, ...(last === null && { suffix: after }) })
  if (!from || last === null) return from && { start: from.start, end: from.end }
  const to = anchor(text, { exact: last, suffix: after, start: end - last.length })
  return to && to.end > from.start ? { start: from.start, end: to.end } : null
}
