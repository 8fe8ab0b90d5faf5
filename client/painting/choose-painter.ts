import { createHighlightPainter } from '#client/painting/highlight-painter.ts'
import { createMarkPainter } from '#client/painting/mark-painter.ts'
import { type PicturePainter, paintNearWindow } from '#client/painting/near-window.ts'
import type { TextIndex } from '#client/selection/text-index.ts'

/** The best painter for this browser: without touching the DOM where it can, with `<mark>` elements where it cannot. */
export function choosePainter(index: TextIndex): PicturePainter {
  const paints = 'highlights' in CSS && typeof Highlight === 'function'
  return paintNearWindow(index, paints ? createHighlightPainter(index) : createMarkPainter(index))
}
