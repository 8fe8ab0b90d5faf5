import type { TextIndex } from '#client/selection/text-index.ts'

/**
 * The offset of the letter under a point of the window.
 * @param x,y in CSS pixels, as pointer events give them (`clientX`, `clientY`)
 * @returns null where no letter of the article lies under the point: in a margin, or behind the end of a line
 */
export function offsetAt(x: number, y: number, index: TextIndex): number | null {
  const caret = caretAt(x, y, index.root.ownerDocument)
  if (!caret || !index.root.contains(caret.node)) return null
  const gap = index.offsetOf(caret)
  // The caret lies before or behind the letter, whichever edge is nearer; at the end of a line it is the nearest letter's.
  for (const offset of [gap, gap - 1]) {
    const rects = index.rangeOf({ start: offset, end: offset + 1 })?.getClientRects() ?? []
    for (const { left, right, top, bottom } of rects) {
      if (x >= left && x <= right && y >= top && y <= bottom) return offset
    }
  }
  return null
}

/** The place between two letters that is nearest to a point of the window; null outside of everything. */
export function caretAt(x: number, y: number, page: Document): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in page) {
    const position = page.caretPositionFromPoint(x, y)
    return position && { node: position.offsetNode, offset: position.offset }
  }
  // WebKit before 2025 and old Chromium know only this one.
  const range = (page as Document).caretRangeFromPoint(x, y)
  return range && { node: range.startContainer, offset: range.startOffset }
}
