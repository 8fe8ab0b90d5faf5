/** Room that must be left above a passage, in pixels. */
const ABOVE = 72

/**
 * Scrolls a passage into view, gently unless the reader wants no motion, and not at all where it is in view already.
 * @param foot height at the foot of the window that something covers, in pixels
 * @param atOnce without the gentle way there: for a page that has just been opened at these words
 */
export function reveal(range: Range, foot: number, atOnce = false): void {
  const { top, bottom } = range.getBoundingClientRect()
  const room = innerHeight - foot
  const first = range.getClientRects()[0]?.bottom ?? top
  // Of a passage longer than the window its first line is enough.
  const inView = top >= ABOVE / 2 && Math.max(first, Math.min(bottom, top + room / 2)) <= room - 8
  if (inView) return
  const still = atOnce || matchMedia('(prefers-reduced-motion: reduce)').matches
  scrollTo({ top: scrollY + top - Math.max(ABOVE, room / 4), behavior: still ? 'instant' : 'smooth' })
}
