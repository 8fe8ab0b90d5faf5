import type { TextIndex } from '#client/selection/text-index.ts'
import { trimPassage } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * What the reader has selected, as a passage of the chapter: clipped to the article, without white space at its ends,
 * never cutting a grapheme. Which end the selection was drawn from does not matter.
 * @param last what was selected a moment ago, all of it in the article: stands in for an end that has jumped out of it,
 *   as the handles of phones do where a finger comes below a paragraph
 * @returns null when nothing of the article's words is selected
 */
export function readSelection(selection: Selection | null, index: TextIndex, last: Passage | null = null): Passage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  // The root of a shadow tree or of another document has no place relative to the article.
  if (range.startContainer.getRootNode() !== index.root.ownerDocument) return null
  const [startsIn, endsIn] = [index.root.contains(range.startContainer), index.root.contains(range.endContainer)]
  const start = last && endsIn && !startsIn ? last.start : index.offsetOf({ node: range.startContainer, offset: range.startOffset })
  const end = last && startsIn && !endsIn ? last.end : index.offsetOf({ node: range.endContainer, offset: range.endOffset })
  return trimPassage(index.text, { start, end })
}

/** Whether both ends of a selection lie in the article. */
export function isWithin(selection: Selection, index: TextIndex): boolean {
  const { anchorNode, focusNode } = selection
  return anchorNode !== null && focusNode !== null && index.root.contains(anchorNode) && index.root.contains(focusNode)
}

/** Whether the selection was drawn towards the beginning of the text. */
export function isBackward(selection: Selection): boolean {
  const { anchorNode, focusNode } = selection
  if (!anchorNode || !focusNode) return false
  if (anchorNode === focusNode) return selection.focusOffset < selection.anchorOffset
  return Boolean(anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING)
}
