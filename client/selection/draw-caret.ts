import type { TextIndex } from '#client/selection/text-index.ts'

/** Room that is left above and below the caret when it is scrolled to, in pixels. */
const ROOM = 96

/** A caret on the page. It is drawn beside the article, whose nodes stay as they are. */
export type DrawnCaret = {
  /** @param behind it belongs to the letter before the offset, as at the end of a selection or of a line */
  moveTo(offset: number, behind: boolean): void
  hide(): void
  remove(): void
}

/** Makes a caret that follows the text when it changes its shape. */
export function drawCaret(index: TextIndex): DrawnCaret {
  const page = index.root.ownerDocument
  const bar = page.createElement('div')
  bar.className = 'text-caret no-print'
  bar.setAttribute('aria-hidden', 'true')
  bar.hidden = true
  page.body.append(bar)
  let at: { offset: number; behind: boolean } | null = null

  function place(): DOMRect | null {
    const rect = at && caretRect(index, at.offset, at.behind)
    bar.hidden = !rect
    if (!rect) return null
    bar.style.height = `${rect.height}px`
    bar.style.left = `${rect.left + scrollX}px`
    bar.style.top = `${rect.top + scrollY}px`
    return rect
  }
  const observer = new ResizeObserver(place)
  observer.observe(index.root)

  return {
    moveTo(offset, behind) {
      at = { offset, behind }
      const rect = place()
      if (!rect) return
      const foot = innerHeight - ROOM - coveredFoot(page)
      // In one step: keys come fast, and a gentle scroll would trail behind them.
      if (rect.top < ROOM) scrollBy({ top: rect.top - ROOM, behavior: 'instant' })
      else if (rect.bottom > foot) scrollBy({ top: rect.bottom - foot, behavior: 'instant' })
    },
    hide() {
      at = null
      place()
    },
    remove() {
      observer.disconnect()
      bar.remove()
    },
  }
}

/** Height at the foot of the window that the bar or the sheet of narrow screens covers. */
function coveredFoot(page: Document): number {
  const tops = [...page.querySelectorAll('.chapter-bar, .note-sheet')].map((element) => element.getBoundingClientRect())
  return tops.reduce((covered, { top, height }) => (height ? Math.max(covered, innerHeight - top) : covered), 0)
}

/** Where a caret stands in the window; null where the text is not shown. */
function caretRect(index: TextIndex, offset: number, behind: boolean): DOMRect | null {
  const { length } = index.text
  if (!length) return null
  const letter = behind || offset >= length ? Math.max(0, offset - 1) : offset
  const range = index.rangeOf({ start: letter, end: letter + 1 })
  const rects = [...(range?.getClientRects() ?? [])].filter(({ height }) => height > 0)
  const rect = offset > letter ? rects.at(-1) : rects[0]
  if (!range || !rect) return null
  const block = range.startContainer.parentElement
  const leftwards = block !== null && getComputedStyle(block).direction === 'rtl'
  const atRight = offset > letter !== leftwards
  return new DOMRect(atRight ? rect.right : rect.left, rect.top, 0, rect.height)
}
