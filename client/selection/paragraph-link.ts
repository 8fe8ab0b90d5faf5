import type { TextIndex } from '#client/selection/text-index.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * The number of the paragraph around a place of the article, or of the last one before it: it holds the keyboard's focus for the words.
 * @returns null in a text without numbers
 */
export function paragraphLinkAt(root: Element, place: Node): HTMLElement | null {
  const links = [...root.querySelectorAll<HTMLElement>('.paragraph-link')]
  return links.findLast((link) => place.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_PRECEDING) ?? links[0] ?? null
}

/** Gives the focus to the number of the paragraph that a passage begins in, without scrolling. */
export function focusParagraphOf(index: TextIndex, passage: Passage): void {
  const place = index.rangeOf(passage)?.startContainer
  if (place) paragraphLinkAt(index.root, place)?.focus({ preventScroll: true })
}
