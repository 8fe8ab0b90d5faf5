import { type Layers, LOOKS, type Look, type Painter } from '#client/painting/painter.ts'
import { cutSegments, type Segment } from '#client/painting/segments.ts'
import type { TextIndex } from '#client/selection/text-index.ts'

/**
 * Paints with `<mark>` elements, for browsers without the Custom Highlight API. The article's inner HTML is set once
 * and React does not look at it again, so its text nodes may be split, as long as the text stays the same letter by letter.
 * Marks carry no role: each annotation is told to screen readers once, by the list of notes, not by fragments.
 */
export function createMarkPainter(index: TextIndex): Painter {
  let painted = new Map<string, HTMLElement[]>()

  function paint(layers: Layers): void {
    const wanted = new Map(cutSegments(layers, LOOKS).map((segment) => [keyOf(segment), segment]))
    const kept = new Map<string, HTMLElement[]>()
    const stale: HTMLElement[] = []
    for (const [key, marks] of painted) {
      if (wanted.has(key) && marks.every((mark) => mark.isConnected)) kept.set(key, marks)
      else stale.push(...marks)
    }
    // From the end of the text backwards: splitting a node leaves the places of what comes before it as they are.
    const missing = [...wanted].filter(([key]) => !kept.has(key)).sort(([, a], [, b]) => b.start - a.start)
    painted = kept
    if (!stale.length && !missing.length) return
    const reselect = rememberSelection(index)
    if (stale.length) {
      unwrap(stale)
      index.refresh()
    }
    for (const [key, segment] of missing) kept.set(key, wrap(segment))
    index.refresh()
    reselect()
  }

  function wrap(segment: Segment<Look>): HTMLElement[] {
    const marks: HTMLElement[] = []
    for (const { node, from, to } of index.piecesOf(segment)) {
      // White space between blocks or list items may not be wrapped: a <ul> holds nothing but <li>.
      if (!node.data.slice(from, to).trim() && node.data.includes('\n')) continue
      const middle = from > 0 ? node.splitText(from) : node
      if (to - from < middle.length) middle.splitText(to - from)
      marks.push(wrapNode(middle, segment.looks))
    }
    return marks
  }

  return {
    paint,
    clear: () => paint({}),
  }
}

const keyOf = ({ start, end, looks }: Segment<Look>) => `${start}-${end} ${looks.join(' ')}`

/** One mark a look, the lowest outermost, so that every look's underline shows. */
function wrapNode(node: Text, looks: Look[]): HTMLElement {
  const marks = looks.map((look) => {
    const mark = node.ownerDocument.createElement('mark')
    mark.className = look
    mark.setAttribute('role', 'presentation')
    return mark
  })
  const [outer, ...inner] = marks
  if (!outer) throw new Error('a segment without looks')
  node.replaceWith(outer)
  inner.reduce((parent, mark) => parent.appendChild(mark), outer)
  marks.at(-1)?.append(node)
  return outer
}

function unwrap(marks: HTMLElement[]): void {
  const parents = new Set<Node>()
  for (const mark of marks) {
    if (mark.parentNode) parents.add(mark.parentNode)
    mark.replaceWith(...innermost(mark).childNodes)
  }
  for (const parent of parents) parent.normalize()
}

/** The mark around the words, which may have been split since, with what is said to screen readers between them. */
function innermost(mark: Element): Element {
  const inner = mark.firstElementChild
  return inner?.localName === 'mark' ? innermost(inner) : mark
}

/** Moving text nodes would drop what the reader has just selected: gives a function that selects it again. */
function rememberSelection(index: TextIndex): () => void {
  const selection = index.root.ownerDocument.getSelection()
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {}
  if (!selection || !anchorNode || !focusNode || selection.isCollapsed) return () => undefined
  if (!index.root.contains(anchorNode) || !index.root.contains(focusNode)) return () => undefined
  const anchor = index.offsetOf({ node: anchorNode, offset: anchorOffset ?? 0 })
  const focus = index.offsetOf({ node: focusNode, offset: focusOffset ?? 0 })
  return () => {
    const span = index.spanOf({ start: Math.min(anchor, focus), end: Math.max(anchor, focus) })
    if (!span) return
    const [from, to] = anchor < focus ? [span.start, span.end] : [span.end, span.start]
    selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
  }
}
