import { createHighlightPainter } from '#client/selection/highlight-painter.ts'
import { createMarkPainter } from '#client/selection/mark-painter.ts'
import type { Painter } from '#client/selection/painter.ts'
import type { TextIndex } from '#client/selection/text-index.ts'

/** The best painter for this browser: without touching the DOM where it can, with `<mark>` elements where it cannot. */
export function choosePainter(index: TextIndex): Painter {
  return 'highlights' in CSS && typeof Highlight === 'function' ? createHighlightPainter(index) : createMarkPainter(index)
}
