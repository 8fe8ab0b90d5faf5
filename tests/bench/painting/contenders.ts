import { createTextAnnotator, type TextAnnotation, type TextAnnotationLike } from '@recogito/text-annotator'
import { createHighlightPainter } from '#client/painting/highlight-painter.ts'
import { createHitIndex } from '#client/painting/hit.ts'
import { assignLayers } from '#client/painting/layers.ts'
import { createMarkPainter } from '#client/painting/mark-painter.ts'
import { paintNearWindow } from '#client/painting/near-window.ts'
import { drawPicture } from '#client/painting/picture.ts'
import { TextIndex } from '#client/selection/text-index.ts'
import type { Mark } from '#tests/bench/painting/chapter.ts'

/**
 * A way of painting, made ready on an article before the passages have come, as a page is while it still fetches them. Its functions do
 * everything up to the point where the browser has to paint.
 */
export type Contender = {
  show: (marks: readonly Mark[]) => void
  add: (mark: Mark) => void
  /** Shows one person's marks only; null: everybody's. */
  filter: (creator: number | null) => void
  /** Paints some frames later; then `ranges` tells when. */
  later: boolean
}

/** What is painted now: ranges and elements. */
export function countPainted(article: Element): number {
  let ranges = 0
  for (const highlight of CSS.highlights.values()) ranges += highlight.size
  return ranges + article.querySelectorAll('mark').length + document.querySelectorAll('.r6o-annotation').length
}

/** Ours: the product's modules as the product calls them, to the index for clicks. */
function ours(article: HTMLElement, createPainter: typeof createHighlightPainter): Contender {
  const index = new TextIndex(article)
  const blocks = index.blocks().map(({ start }) => start)
  const painter = paintNearWindow(index, createPainter(index))
  let all: readonly Mark[] = []
  let hits = createHitIndex(all)
  const paint = (marks: readonly Mark[]) => {
    hits = createHitIndex(marks)
    painter.paint(drawPicture(hits, blocks, ({ creator }) => creator === 0))
  }
  // As the page does when it comes alive: no passages are known yet.
  paint(all)
  return {
    later: false,
    show(marks) {
      all = marks
      paint(all)
    },
    add(mark) {
      const after = all.findIndex(({ start }) => start > mark.start)
      all = all.toSpliced(after === -1 ? all.length : after, 0, mark)
      paint(all)
      if (!hits.at(mark.start).includes(mark)) throw new Error('the mark cannot be clicked')
    },
    filter: (creator) => paint(creator === null ? all : all.filter((mark) => mark.creator === creator)),
  }
}

/**
 * The limit: nothing but ranges and highlights. Where each passage lies in the DOM and how it is to look was found out
 * before the clock starts.
 */
function limit(article: HTMLElement, marks: readonly Mark[], RangeKind: 'live' | 'static'): Contender {
  const index = new TextIndex(article)
  const layers = assignLayers(marks)
  const spans = new Map(marks.map((mark) => [mark, index.spanOf(mark)]))
  const lookOf = new Map(marks.map((mark, at) => [mark, `${mark.creator === 0 ? 'own' : 'layer'}-${(layers[at] ?? 0) + 1}`]))
  const highlights = new Map<string, Highlight>()
  const ranges = new Map<Mark, AbstractRange>()
  const put = (mark: Mark) => {
    const span = spans.get(mark) ?? index.spanOf(mark)
    if (!span) throw new Error('a mark outside of the text')
    const { start, end } = span
    let range: AbstractRange
    if (RangeKind === 'live') {
      const live = new Range()
      live.setStart(start.node, start.offset)
      live.setEnd(end.node, end.offset)
      range = live
    } else {
      range = new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset })
    }
    ranges.set(mark, range)
    highlightOf(mark).add(range)
  }
  const highlightOf = (mark: Mark) => {
    const look = lookOf.get(mark) ?? 'layer-1'
    let highlight = highlights.get(look)
    if (!highlight) {
      highlight = new Highlight()
      highlights.set(look, highlight)
      CSS.highlights.set(look, highlight)
    }
    return highlight
  }
  return {
    later: false,
    show: (shown) => shown.forEach(put),
    add: put,
    filter(creator) {
      for (const highlight of highlights.values()) highlight.clear()
      for (const [mark, range] of ranges) if (creator === null || mark.creator === creator) highlightOf(mark).add(range)
    },
  }
}

/** As its readers of saved annotations do, finding the ranges is left to the library. */
function recogito(article: HTMLElement, renderer: 'CSS_HIGHLIGHTS' | 'SPANS'): Contender {
  const annotator = createTextAnnotator<TextAnnotationLike>(article, { renderer, annotatingEnabled: false })
  const { store } = annotator.state
  const toAnnotation = ({ id, start, end, exact, creator }: Mark): TextAnnotation => {
    const selector = { start, end, quote: exact } as TextAnnotation['target']['selector'][number]
    return { id, bodies: [], target: { annotation: id, selector: [selector], creator: { id: String(creator) } } }
  }
  return {
    later: true,
    // Not setAnnotations: what that brings the library's Highlight renderer cannot paint.
    show: (marks) => void store.bulkAddAnnotations(marks.map(toAnnotation), true),
    add: (mark) => void store.addAnnotation(toAnnotation(mark)),
    filter: (creator) => annotator.setFilter(creator === null ? undefined : ({ target }) => target.creator?.id === String(creator)),
  }
}

export const CONTENDERS = {
  limit: (article: HTMLElement, marks: readonly Mark[]) => limit(article, marks, 'live'),
  'limit with static ranges': (article: HTMLElement, marks: readonly Mark[]) => limit(article, marks, 'static'),
  ours: (article: HTMLElement) => ours(article, createHighlightPainter),
  'ours with <mark>': (article: HTMLElement) => ours(article, createMarkPainter),
  'text-annotator': (article: HTMLElement) => recogito(article, 'CSS_HIGHLIGHTS'),
  'text-annotator with <span>': (article: HTMLElement) => recogito(article, 'SPANS'),
} satisfies Record<string, (article: HTMLElement, marks: readonly Mark[]) => Contender>
export type ContenderName = keyof typeof CONTENDERS
