import { type Layers, LOOKS, type Look, type Painter } from '#client/selection/painter.ts'
import type { TextIndex } from '#client/selection/text-index.ts'

/** Paints with the CSS Custom Highlight API (css-highlight-api-1): one registered highlight a look, no change of the DOM. */
export function createHighlightPainter(index: TextIndex): Painter {
  const painted = new Map<Look, { highlight: Highlight; ranges: Map<string, Range> }>()

  function paintLook(look: Look, passages: Layers[Look] = []): void {
    let known = painted.get(look)
    if (!known) {
      if (!passages.length) return
      known = { highlight: new Highlight(), ranges: new Map() }
      known.highlight.priority = LOOKS.indexOf(look)
      painted.set(look, known)
      CSS.highlights.set(look, known.highlight)
    }
    const { highlight, ranges } = known
    const wanted = new Map(passages.map((passage) => [`${passage.start}-${passage.end}`, passage]))
    for (const [key, range] of ranges) {
      // A range collapses when the article loses its nodes: then it is made anew.
      if (wanted.has(key) && !range.collapsed) continue
      highlight.delete(range)
      ranges.delete(key)
    }
    for (const [key, passage] of wanted) {
      if (ranges.has(key)) continue
      const range = index.rangeOf(passage)
      if (!range) continue
      ranges.set(key, range)
      highlight.add(range)
    }
  }

  return {
    paint(layers) {
      for (const look of LOOKS) paintLook(look, layers[look])
    },
    clear() {
      for (const look of painted.keys()) CSS.highlights.delete(look)
      painted.clear()
    },
  }
}
