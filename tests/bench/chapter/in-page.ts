/*
 * The part of the bench that runs in the page, before the page's own scripts.
 */

/** Milliseconds between the beginnings of two frames while scrolling. */
export type Scroll = { longest: number; median: number; late: number; frames: number }

export type ChapterBench = {
  /** Milliseconds from the navigation until the page is whole, 0 before. */
  ready: number
  /** Milliseconds from a change until the frame that shows it has been painted. */
  until: (change: () => void, isShown: () => boolean) => Promise<number>
  scroll: () => Promise<Scroll>
  /** Waits until nothing was added to the text for a while. */
  settle: () => Promise<void>
  isPainted: () => boolean
  /** Selects some words near the top of the text that the reader has not marked. */
  select: () => void
}

declare global {
  interface Window {
    chapterBench: ChapterBench
  }
}

/** @param given how many notes the chapter has, and whether they stand in a margin */
export function install({ count, wide }: { count: number; wide: boolean }): void {
  /** How far the page moves in a frame while it is scrolled, in pixels. */
  const STEP = 400
  /** A frame later than this came after its turn on a display of 60 frames a second, in milliseconds. */
  const LATE = 20
  const PATIENCE = 60_000
  /** So long nothing must have been added before the page counts as settled, in milliseconds. */
  const CALM = 1_200

  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())))
  /** A task of its own behind the frame that is being made: when it runs, the frame was laid out, painted and handed over. */
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  const isPainted = () => [...CSS.highlights.values()].some(({ size }) => size > 0)
  const isListed = () => {
    if (!wide) return document.querySelector('.chapter-bar button')?.textContent === `Notes (${count})`
    const column = document.querySelector('.margin-notes[data-placed]')
    return column !== null && (count === 0 || column.querySelector('.note-list article') !== null)
  }

  window.chapterBench = {
    ready: 0,
    isPainted,
    async until(change, isShown) {
      await nextFrame()
      await nextFrame()
      const begin = await nextFrame()
      change()
      while (!isShown()) {
        if (performance.now() - begin > PATIENCE) throw new Error('the change was never shown')
        await nextFrame()
      }
      return (await afterFrame()) - begin
    },
    async scroll() {
      scrollTo({ top: 0, behavior: 'instant' })
      await nextFrame()
      const times: number[] = []
      const end = document.documentElement.scrollHeight - innerHeight
      for (let y = 0, last = await nextFrame(); y < end; y += STEP) {
        scrollTo({ top: y, behavior: 'instant' })
        const now = await nextFrame()
        times.push(now - last)
        last = now
      }
      scrollTo({ top: 0, behavior: 'instant' })
      const sorted = times.toSorted((a, b) => a - b)
      return {
        longest: sorted.at(-1) ?? 0,
        median: sorted[sorted.length >> 1] ?? 0,
        late: times.filter((time) => time > LATE).length,
        frames: times.length,
      }
    },
    async settle() {
      let spoken = -1
      const begin = performance.now()
      for (let since = performance.now(); performance.now() - since < CALM; await nextFrame()) {
        const told = document.querySelectorAll('#chapter-text [role=img]').length
        if (told !== spoken) since = performance.now()
        if (since - begin > PATIENCE) throw new Error('the page never came to rest')
        spoken = told
      }
    },
    select() {
      const own = [...CSS.highlights].filter(([look]) => look.startsWith('own')).flatMap(([, ranges]) => [...ranges] as Range[])
      const article = document.getElementById('chapter-text')
      const nodes: Text[] = []
      const walker = document.createTreeWalker(article as Element, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) nodes.push(walker.currentNode as Text)
      for (const node of nodes) {
        for (const { index, 0: words } of node.data.matchAll(/\p{L}+ \p{L}+/gu)) {
          // 1: the words begin behind the range; -1: they end before it.
          if (own.some((range) => range.comparePoint(node, index) !== 1 && range.comparePoint(node, index + words.length) !== -1)) continue
          document.getSelection()?.setBaseAndExtent(node, index, node, index + words.length)
          return
        }
      }
      throw new Error('the reader has marked everything')
    },
  }
  const look = async () => {
    if (!isListed() || (count > 0 && !isPainted())) return requestAnimationFrame(look)
    window.chapterBench.ready = await afterFrame()
  }
  requestAnimationFrame(look)
}
