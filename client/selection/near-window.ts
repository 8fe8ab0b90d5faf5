import { type Layers, LOOKS, type Look, type Painter } from '#client/selection/painter.ts'
import type { Block, TextIndex } from '#client/selection/text-index.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Up to so many passages are painted wherever they are: browsers keep up with them. */
const FEW = 400
/** How far around the window is painted, and how near to the end of that it may come before more is; in heights of the window. */
const AHEAD = 2.5
const ENOUGH = 0.75

/**
 * Paints only what lies near the window where there are very many passages, and the rest as the page is scrolled: browsers go
 * through everything painted whenever anything on the page changes. Printing gets everything.
 */
export function paintNearWindow(index: TextIndex, painter: Painter): Painter {
  const view = index.root.ownerDocument.defaultView
  let layers: Layers = {}
  let blocks: Block[] = []
  /** What is painted now; null when that is everything. */
  let near: Passage | null = null
  let watching = false

  /** The stretch of text that reaches into the window, or near it. */
  function around(heights: number): Passage {
    const height = view?.innerHeight ?? 0
    const first = firstWhere(blocks, ({ element }) => element.getBoundingClientRect().bottom >= -heights * height)
    const after = firstWhere(blocks, ({ element }) => element.getBoundingClientRect().top > (1 + heights) * height)
    return { start: blocks[first]?.start ?? index.text.length, end: blocks[after]?.start ?? index.text.length }
  }

  function paintNear(): void {
    near = around(AHEAD)
    painter.paint(clip(layers, near))
  }

  function paintAll(): void {
    near = null
    painter.paint(layers)
  }

  function onMove(): void {
    const seen = around(ENOUGH)
    if (!near || seen.start < near.start || seen.end > near.end) paintNear()
  }

  function watch(on: boolean): void {
    if (on === watching || !view) return
    watching = on
    const change = on ? view.addEventListener.bind(view) : view.removeEventListener.bind(view)
    change('scroll', onMove, { passive: true })
    change('resize', onMove)
    change('beforeprint', paintAll)
    change('afterprint', paintNear)
  }

  return {
    paint(next) {
      layers = next
      const isMuch = LOOKS.reduce((sum, look) => sum + (next[look]?.length ?? 0), 0) > FEW
      if (isMuch) blocks = index.blocks()
      watch(isMuch && blocks.length > 1)
      if (watching) paintNear()
      else paintAll()
    },
    clear() {
      watch(false)
      painter.clear()
    },
  }
}

/** Passages that reach into a stretch, whole. */
function clip(layers: Layers, { start, end }: Passage): Layers {
  const clipped: Partial<Record<Look, readonly Passage[]>> = {}
  for (const look of LOOKS) clipped[look] = layers[look]?.filter((passage) => passage.start < end && passage.end > start)
  return clipped
}

/** Position of the first item for which a test holds that holds for all after it; the length when it holds for none. */
function firstWhere<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}
