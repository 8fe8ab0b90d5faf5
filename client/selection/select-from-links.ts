import { caretAt } from '#client/selection/point.ts'

/** How far the mouse must be drawn before a press on a link is taken for the beginning of a selection, in pixels. */
const DRAWN = 4

/**
 * Lets a selection begin on the first letter of a link, where browsers wait for a click instead. Links must not be
 * draggable (`user-drag: none`).
 * @returns a function that ends it
 */
export function selectFromLinks(root: HTMLElement): () => void {
  const page = root.ownerDocument
  let pressed: MouseEvent | null = null
  let drawing = false
  const onDown = (event: MouseEvent) => {
    const onLink = event.target instanceof Element && event.target.closest('a')
    pressed = onLink && event.button === 0 && !event.shiftKey ? event : null
    drawing = false
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
