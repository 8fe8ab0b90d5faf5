/** How long words must be in sight to count as seen; milliseconds. */
const DWELL = 1_000

/**
 * Watches ends of words, and tells of those that stay in sight. Words that are cut short are not seen by their end.
 * @param onSeen gets the ids that were given with them
 */
export function createSight(onSeen: (ids: string[]) => void): { watch: (end: Element, id: string) => () => void; stop: () => void } {
  const ids = new Map<Element, string>()
  const inSight = new Map<Element, ReturnType<typeof setTimeout>>()
  const lose = (end: Element) => {
    clearTimeout(inSight.get(end))
    inSight.delete(end)
  }
  const look = (end: Element) => {
    const id = ids.get(end)
    const isRead = id !== undefined && document.visibilityState === 'visible' && !isCutShort(end.previousElementSibling)
    if (isRead) onSeen([id])
    else if (id !== undefined) inSight.set(end, setTimeout(look, DWELL, end))
  }
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      lose(target)
      if (isIntersecting) inSight.set(target, setTimeout(look, DWELL, target))
    }
  })
  return {
    watch(end, id) {
      ids.set(end, id)
      observer.observe(end)
      return () => {
        ids.delete(end)
        lose(end)
        observer.unobserve(end)
      }
    },
    stop() {
      observer.disconnect()
      for (const end of [...inSight.keys()]) lose(end)
    },
  }
}

const isCutShort = (words: Element | null) => words !== null && words.scrollHeight > words.clientHeight + 1
