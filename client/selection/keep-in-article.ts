import { caretAt } from '#client/selection/point.ts'
import type { DomPoint, TextIndex } from '#client/selection/text-index.ts'

/**
 * Keeps a selection that is drawn with the mouse to the article when the hand goes beside it. Browsers follow the order
 * of the document: a hand that leaves a line towards the notes, or begins in the column of the questions, would select
 * all the rest of the chapter. What is meant is the place in the text that lies nearest to the hand.
 * @returns a function that ends it
 */
export function keepInArticle(index: TextIndex): () => void {
  const root = index.root
  const page = root.ownerDocument
  /** Where the button went down, in pixels of the page. */
  let pressed: { x: number; y: number; target: Node } | null = null
  let asked = 0
  const isInside = (node: Node | null) => node !== null && root.contains(node)

  /**
   * The place in the text that lies nearest to a point of the window.
   * @param target what is there
   * @returns null in the text itself, and above or below it where the order of the document says the same
   */
  function nearest(x: number, y: number, target: Node): DomPoint | null {
    if (isInside(target)) return null
    const { left, right, top, bottom } = root.getBoundingClientRect()
    const { length } = index.text
    const follows = Boolean(root.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)
    if (follows ? y > bottom : y < top) return null
    if (y < top) return index.spanOf({ start: 0, end: 1 })?.start ?? null
    if (y > bottom) return index.spanOf({ start: length - 1, end: length })?.end ?? null
    const place = caretAt(clamp(x, left + 1, right - 1), clamp(y, 1, innerHeight - 1), page)
    return place && isInside(place.node) ? place : null
  }

  function follow({ clientX, clientY, target }: MouseEvent): void {
    const selection = page.getSelection()
    if (!pressed || !isInside(pressed.target) || !selection || !isInside(selection.anchorNode) || !(target instanceof Node)) return
    const to = nearest(clientX, clientY, target)
    if (to) selection.extend(to.node, to.offset)
  }

  /** The hand came from beside the text and let go in it. */
  function comeIn(): void {
    const selection = page.getSelection()
    const { anchorNode = null, focusNode = null, focusOffset = 0 } = selection ?? {}
    if (!pressed || !selection || !focusNode || !isInside(focusNode) || isInside(anchorNode)) return
    const from = nearest(pressed.x - scrollX, pressed.y - scrollY, pressed.target)
    if (from) selection.setBaseAndExtent(from.node, from.offset, focusNode, focusOffset)
  }

  const onDown = ({ button, shiftKey, target, pageX, pageY }: MouseEvent) => {
    pressed = button === 0 && !shiftKey && target instanceof Node ? { x: pageX, y: pageY, target } : null
  }
  const onMove = (event: MouseEvent) => {
    cancelAnimationFrame(asked)
    // The browser draws the selection after this event; ours is in place before it is seen.
    if (pressed && event.buttons === 1) asked = requestAnimationFrame(() => follow(event))
  }
  const onUp = (event: MouseEvent) => {
    cancelAnimationFrame(asked)
    follow(event)
    comeIn()
    pressed = null
  }
  page.addEventListener('mousedown', onDown, true)
  page.addEventListener('mousemove', onMove, { passive: true })
  page.addEventListener('mouseup', onUp, true)
  return () => {
    cancelAnimationFrame(asked)
    page.removeEventListener('mousedown', onDown, true)
    page.removeEventListener('mousemove', onMove)
    page.removeEventListener('mouseup', onUp, true)
  }
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
