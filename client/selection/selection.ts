import { unite } from '#client/selection/spans.ts'
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
  if (selection.rangeCount > 1) return readLastDrawn(selection, index)
  const range = selection.getRangeAt(0)
  // The root of a shadow tree or of another document has no place relative to the article.
  if (range.startContainer.getRootNode() !== index.root.ownerDocument) return null
  const [startsIn, endsIn] = [index.root.contains(range.startContainer), index.root.contains(range.endContainer)]
  const start = last && endsIn && !startsIn ? last.start : index.offsetOf({ node: range.startContainer, offset: range.startOffset })
  const end = last && startsIn && !endsIn ? last.end : index.offsetOf({ node: range.endContainer, offset: range.endOffset })
  return trimPassage(index.text, { start, end })
}

/**
 * Of several ranges, which only Firefox makes, those that the hand was at last: each press with Ctrl begins another one, while
 * something between the words that cannot be selected cuts one in two, whose parts touch in the text.
 */
function readLastDrawn(selection: Selection, index: TextIndex): Passage | null {
  const { focusNode, focusOffset, rangeCount } = selection
  const ranges = Array.from({ length: rangeCount }, (_, at) => selection.getRangeAt(at))
  if (!focusNode || ranges.some(({ startContainer }) => startContainer.getRootNode() !== index.root.ownerDocument)) return null
  const hand = index.offsetOf({ node: focusNode, offset: focusOffset })
  const passages = ranges.map(({ startContainer, startOffset, endContainer, endOffset }) => ({
    start: index.offsetOf({ node: startContainer, offset: startOffset }),
    end: index.offsetOf({ node: endContainer, offset: endOffset }),
  }))
  const drawn = unite(passages).find(({ start, end }) => start <= hand && hand <= end)
  return drawn ? trimPassage(index.text, drawn) : null
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
