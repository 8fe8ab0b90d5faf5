import type { TextIndex } from '#client/selection/text-index.ts'
import { trimPassage } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * What the reader has selected, as a passage of the chapter: clipped to the article, without white space at its ends,
 * never cutting a grapheme. Which end the selection was drawn from does not matter.
 * @returns null when nothing of the article's words is selected
 */
export function readSelection(selection: Selection | null, index: TextIndex): Passage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  // The root of a shadow tree or of another document has no place relative to the article.
  if (range.startContainer.getRootNode() !== index.root.ownerDocument) return null
  const start = index.offsetOf({ node: range.startContainer, offset: range.startOffset })
  const end = index.offsetOf({ node: range.endContainer, offset: range.endOffset })
  return trimPassage(index.text, { start, end })
}

/** Whether the selection was drawn towards the beginning of the text. */
export function isBackward(selection: Selection): boolean {
  const { anchorNode, focusNode } = selection
  if (!anchorNode || !focusNode) return false
  if (anchorNode === focusNode) return selection.focusOffset < selection.anchorOffset
  return Boolean(anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING)
}
