import { anchor } from '#domain/anchoring/anchor.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * The passage that people name in their words: “so it begins …”, in a paragraph.
 * @param name what they wrote, with the quotation in “ ”; one that was cut ends with “…”
 * @param start where the paragraph begins
 * @returns null where nothing like it stands in the text
 */
export function findNamedPassage(text: string, name: string, start: number): Passage | null {
  const exact = /“(.+)”/s.exec(name)?.[1]?.replace(/\s*…$/, '').trim()
  if (!exact) return null
  const found = anchor(text, { exact, start })
  return found && { start: found.start, end: found.end }
}
