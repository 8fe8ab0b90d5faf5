import type { Painter } from '#client/painting/painter.ts'
import type { Picture } from '#client/painting/picture.ts'
import { firstWhere } from '#client/selection/first-where.ts'
import type { Block, TextIndex } from '#client/selection/text-index.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Up to so many passages are shown wherever they are: browsers keep up with them. */
export const FEW = 400
/**
 * How far around the window text counts as near, and how near to the end of that it may come before more does; in heights of the window.
 * What has changed is painted before the frame is shown, so a little is enough; the less is near, the shorter is the frame in which
 * it changes, and the further apart both are, the fewer are such frames.
 */
const AHEAD = 1.4
const ENOUGH = 0.4

/** Which text lies near the window. */
export type NearWatch = {
  /** Looks again, for the article's nodes were set anew. */
  look: () => void
  stop: () => void
}

/**
 * Tells which stretch of the text reaches into the window or near it, in whole blocks: once at the beginning, and whenever the window
 * comes towards the end of what was told last, in the same frame.
 */
export function watchNear(index: TextIndex, tell: (near: Passage) => void): NearWatch {
  const view = index.root.ownerDocument.defaultView
  let blocks: readonly Block[] = []
  /** Positions of blocks: the first that is near, and the first behind those. */
  let [first, after] = [0, -1]

  const boxOf = (at: number) => blocks[at]?.element.getBoundingClientRect()
  function onMove(): void {
    const height = view?.innerHeight ?? 0
    // The block before and the one behind are far enough: nothing else needs to be measured.
    const isEnoughAbove = (boxOf(first - 1)?.bottom ?? Number.NEGATIVE_INFINITY) < -ENOUGH * height
    const isEnoughBelow = (boxOf(after)?.top ?? Number.POSITIVE_INFINITY) > (1 + ENOUGH) * height
    if (after >= 0 && isEnoughAbove && isEnoughBelow) return
    first = firstWhere(blocks, ({ element }) => element.getBoundingClientRect().bottom >= -AHEAD * height)
    after = firstWhere(blocks, ({ element }) => element.getBoundingClientRect().top > (1 + AHEAD) * height)
    tell({ start: blocks[first]?.start ?? index.text.length, end: blocks[after]?.start ?? index.text.length })
  }
  function look(): void {
    blocks = index.blocks()
    after = -1
    onMove()
  }

  view?.addEventListener('scroll', onMove, { passive: true })
  view?.addEventListener('resize', onMove)
  look()
  return {
    look,
    stop() {
      view?.removeEventListener('scroll', onMove)
      view?.removeEventListener('resize', onMove)
    },
  }
}

/** Paints pictures on the article. */
export type PicturePainter = {
  paint(picture: Picture): void
  clear(): void
}

/**
 * Draws and paints only what lies near the window where there are very many passages, and the rest as the page is scrolled: browsers go
 * through everything painted whenever anything on the page changes. Printing gets everything.
 */
export function paintNearWindow(index: TextIndex, painter: Painter): PicturePainter {
  const view = index.root.ownerDocument.defaultView
  let picture: Picture | null = null
  let watch: NearWatch | null = null

  const paintStretch = (stretch: Passage) => picture && painter.paint(picture.within(stretch))
  const paintAll = () => paintStretch({ start: 0, end: index.text.length })
  const lookAgain = () => watch?.look()

  function watchNothing(): void {
    watch?.stop()
    watch = null
    view?.removeEventListener('beforeprint', paintAll)
    view?.removeEventListener('afterprint', lookAgain)
  }

  return {
    paint(next) {
      picture = next
      if (picture.count <= FEW) {
        watchNothing()
        paintAll()
      } else if (watch) watch.look()
      else {
        watch = watchNear(index, paintStretch)
        view?.addEventListener('beforeprint', paintAll)
        view?.addEventListener('afterprint', lookAgain)
      }
    },
    clear() {
      watchNothing()
      painter.clear()
    },
  }
}
