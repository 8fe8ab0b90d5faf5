import { type Layers, LOOKS, type Look, type Painter } from '#client/painting/painter.ts'
import { unite } from '#client/selection/spans.ts'
import { blockAround } from '#client/selection/text-blocks.ts'
import type { TextIndex } from '#client/selection/text-index.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

type Stroke = Passage & { range: Range }
type Painted = { highlight: Highlight; strokes: Stroke[] }

/**
 * Paints with the CSS Custom Highlight API (css-highlight-api-1): one registered highlight a look, no change of the DOM.
 * Passages of one look that overlap or touch share a range: they look the same, and browsers go through all ranges
 * again whenever anything on the page changes.
 */
export function createHighlightPainter(index: TextIndex): Painter {
  const painted = new Map<Look, Painted>()

  function require(look: Look): Painted {
    let known = painted.get(look)
    if (!known) {
      known = { highlight: new Highlight(), strokes: [] }
      known.highlight.priority = LOOKS.indexOf(look)
      painted.set(look, known)
      CSS.highlights.set(look, known.highlight)
    }
    return known
  }

  function paintLook(look: Look, passages: Layers[Look] = []): void {
    if (!passages.length && !painted.has(look)) return
    const known = require(look)
    const strokes: Stroke[] = []
    let at = 0
    for (const wanted of unite(passages)) {
      for (; isBefore(known.strokes[at], wanted); at++) known.highlight.delete((known.strokes[at] as Stroke).range)
      const stroke = known.strokes[at]
      if (stroke && stroke.start === wanted.start && stroke.end === wanted.end && stands(stroke)) {
        strokes.push(stroke)
        at++
        continue
      }
      const range = rangeToPaint(index, wanted)
      if (!range) continue
      strokes.push({ ...wanted, range })
      known.highlight.add(range)
    }
    for (; at < known.strokes.length; at++) known.highlight.delete((known.strokes[at] as Stroke).range)
    known.strokes = strokes
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

/**
 * The range of a passage, begun behind the letter before it where that stands in the same block: WebKit paints what begins
 * at the head of a text node from the beginning of the node before.
 */
function rangeToPaint(index: TextIndex, passage: Passage): Range | null {
  const range = index.rangeOf(passage)
  const before = range?.startOffset === 0 ? index.spanOf({ start: passage.start - 1, end: passage.start })?.end : null
  if (range && before && blockAround(before.node) === blockAround(range.startContainer)) range.setStart(before.node, before.offset)
  return range
}

/** Whether a stroke is not wanted any more, going by what is wanted next. */
function isBefore(stroke: Stroke | undefined, { start, end }: Passage): boolean {
  if (!stroke) return false
  return stroke.start < start || (stroke.start === start && (stroke.end !== end || !stands(stroke)))
}

/** A range collapses when the article loses its nodes: then it is made anew. */
function stands({ range }: Stroke): boolean {
  return !range.collapsed
}
