import { caretAt } from '#client/selection/point.ts'

/** How far the mouse must be drawn before a press on a link is taken for the beginning of a selection, in pixels. */
const DRAWN = 4

/**
 * Lets a selection begin on the first letter of a link, where browsers wait for a click instead. Links are
 * no longer dragged for that.
 * @returns a function that ends it
 */
export function selectFromLinks(root: HTMLElement): () => void {
  const page = root.ownerDocument
  let pressed: MouseEvent | null = null
  let drawing = false
  const onDown = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    // A link that is dragged takes the mouse away. Firefox does not know the style `user-drag`, and goes by this in its stead.
    if (link) link.draggable = false
    if (link && event.button === 0 && !event.shiftKey) giveUpElsewhere(event)
    pressed = link && event.button === 0 && !event.shiftKey ? event : null
    drawing = false
  }
  /** Other words that are selected stay so where WebKit waits for the click; a press among them may begin to drag them. */
  const giveUpElsewhere = ({ clientX: x, clientY: y }: MouseEvent) => {
    const selection = page.getSelection()
    const rects = selection?.rangeCount ? [...selection.getRangeAt(0).getClientRects()] : []
    const among = rects.some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom)
    if (!among) selection?.removeAllRanges()
  }
  const onMove = (event: MouseEvent) => {
    if (!pressed || event.buttons !== 1) return
    const far = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) >= DRAWN
    const selection = page.getSelection()
    // Where the browser draws the selection itself it has begun by now.
    if (!far || !selection || (!drawing && !selection.isCollapsed)) return
    const [from, to] = [caretAt(pressed.clientX, pressed.clientY, page), caretAt(event.clientX, event.clientY, page)]
    if (!from || !to) return
    drawing = true
    selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
  }
  // The mouse now lies on selected words, which the browser would drag away.
  const onDrag = (event: DragEvent) => drawing && event.preventDefault()
  root.addEventListener('mousedown', onDown)
  root.addEventListener('dragstart', onDrag)
  page.addEventListener('mousemove', onMove)
  return () => {
    root.removeEventListener('mousedown', onDown)
    root.removeEventListener('dragstart', onDrag)
    page.removeEventListener('mousemove', onMove)
  }
}
