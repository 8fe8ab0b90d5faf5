/** What a reader does, as opposed to a page that is still being put together. */
const ACTS = ['wheel', 'pointerdown', 'keydown', 'resize'] as const

/**
 * Keeps words at their height in the window while fonts come late or what stands above them grows or shrinks: browsers keep only the
 * first lines in view, and some none. Ends by itself as soon as the reader scrolls, presses or types anything.
 * @param rangeOf the words as they stand now; null once they are gone
 * @returns a function that ends it
 */
export function keepInPlace(root: Element, rangeOf: () => Range | null): () => void {
  // A range that begins at the head of a line may have an empty box at the end of the one before.
  const topNow = () => [...(rangeOf()?.getClientRects() ?? [])].find(({ width }) => width > 0)?.top
  const shapeNow = () => `${root.clientHeight} ${document.documentElement.scrollHeight}`
  const top = topNow()
  let shape = shapeNow()
  const offBy = () => (topNow() ?? Number.NaN) - (top ?? Number.NaN)
  const keep = () => {
    const by = offBy()
    if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: 'instant' })
    shape = shapeNow()
  }
  const onScroll = () => {
    // The browser's own correction of a new layout is no wish of the reader's; ours follows it in the same frame.
    if (Math.abs(offBy()) >= 1 && shapeNow() === shape) end()
  }
  const observer = new ResizeObserver(keep)
  observer.observe(root)
  observer.observe(document.body)
  document.fonts.addEventListener('loadingdone', keep)
  for (const act of ACTS) addEventListener(act, end, { capture: true, passive: true })
  addEventListener('scroll', onScroll, { passive: true })
  function end() {
    observer.disconnect()
    document.fonts.removeEventListener('loadingdone', keep)
    for (const act of ACTS) removeEventListener(act, end, { capture: true })
    removeEventListener('scroll', onScroll)
  }
  return end
}
