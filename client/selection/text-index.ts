import { firstWhere } from '#client/selection/first-where.ts'

/** A place in the DOM, as selections and ranges name it. */
export type DomPoint = { node: Node; offset: number }

/** Where a passage lies in the DOM: both ends in text nodes. */
export type DomSpan = { start: { node: Text; offset: number }; end: { node: Text; offset: number } }

/** A paragraph, list or the like, and the offset at which it begins. */
export type Block = { element: Element; start: number }

/**
 * The article's text nodes in order, so that places in the DOM and UTF-16 offsets in the chapter's text can be
 * turned into one another in logarithmic time. The article's text content equals `Chapter.text`, so its offsets are
 * those of the selectors. Valid until the article's nodes change: then call `refresh()`.
 */
export class TextIndex {
  readonly root: Element
  #nodes: Text[] = []
  /** Offset at which each node begins. */
  #starts: number[] = []
  /** The same by node. */
  #startOf = new Map<Node, number>()
  #text = ''
  /** Read when they are first asked for. */
  #blocks: readonly Block[] | null = null

  constructor(root: Element) {
    this.root = root
    this.refresh()
  }

  /** The article's whole text. */
  get text(): string {
    return this.#text
  }

  /** Reads the article's nodes again. */
  refresh(): void {
    this.#nodes = textNodesIn(this.root)
    this.#starts = []
    this.#startOf.clear()
    this.#blocks = null
    let at = 0
    for (const node of this.#nodes) {
      this.#starts.push(at)
      this.#startOf.set(node, at)
      at += node.length
    }
    this.#text = this.#nodes.map(({ data }) => data).join('')
  }

  /**
   * Reads the nodes of one stretch again after some of them were split or joined, their words being the same. The time
   * that it takes does not grow with the length of the article.
   * @param passage offsets at which no node was split or joined across, such as a whole block's
   */
  refreshWithin({ start, end }: { start: number; end: number }, block: Element): void {
    const first = this.#nodeAt(start)
    let after = first
    while (after < this.#nodes.length && (this.#starts[after] ?? 0) < end) {
      this.#startOf.delete(this.#nodes[after] as Text)
      after++
    }
    const nodes = textNodesIn(block)
    const starts: number[] = []
    let at = start
    for (const node of nodes) {
      starts.push(at)
      this.#startOf.set(node, at)
      at += node.length
    }
    this.#nodes.splice(first, after - first, ...nodes)
    this.#starts.splice(first, after - first, ...starts)
  }

  /** The article's own children that have text, in order. */
  blocks(): readonly Block[] {
    this.#blocks ??= this.#readBlocks()
    return this.#blocks
  }

  /** The offset of a place in the DOM; a place before the article counts as its beginning, one behind it as its end. */
  offsetOf({ node, offset }: DomPoint): number {
    const known = this.#startOf.get(node)
    if (known !== undefined) return known + Math.min(offset, node.nodeValue?.length ?? 0)
    const next = this.#firstNodeFrom({ node, offset })
    return this.#starts[next] ?? this.#text.length
  }

  /**
   * The place of a passage in the DOM. Its start sits at the head of a node rather than at the tail of the one before,
   * its end the other way round, so that a passage never reaches into a block that it has no letter of.
   * @returns null for a passage that is empty or lies outside the text
   */
  spanOf({ start, end }: { start: number; end: number }): DomSpan | null {
    if (start < 0 || end > this.#text.length || start >= end) return null
    const first = this.#nodeAt(start)
    // Most passages end in the node that they begin in.
    const last = end <= (this.#starts[first + 1] ?? this.#text.length) ? first : this.#nodeAt(end - 1)
    const startNode = this.#nodes[first]
    const endNode = this.#nodes[last]
    if (!startNode || !endNode) return null
    return {
      start: { node: startNode, offset: start - (this.#starts[first] ?? 0) },
      end: { node: endNode, offset: end - (this.#starts[last] ?? 0) },
    }
  }

  /** A range over a passage, or null where `spanOf` gives none. */
  rangeOf(passage: { start: number; end: number }): Range | null {
    const span = this.spanOf(passage)
    if (!span) return null
    const range = this.root.ownerDocument.createRange()
    range.setStart(span.start.node, span.start.offset)
    range.setEnd(span.end.node, span.end.offset)
    return range
  }

  /** The text nodes that a passage touches, each with the part of it that the passage covers; none outside the text. */
  piecesOf({ start, end }: { start: number; end: number }): { node: Text; from: number; to: number }[] {
    const pieces: { node: Text; from: number; to: number }[] = []
    if (start < 0 || end > this.#text.length) return pieces
    for (let at = this.#nodeAt(start); at < this.#nodes.length; at++) {
      const node = this.#nodes[at]
      const begin = this.#starts[at] ?? 0
      if (!node || begin >= end) break
      pieces.push({ node, from: Math.max(0, start - begin), to: Math.min(node.length, end - begin) })
    }
    return pieces
  }

  #readBlocks(): Block[] {
    const blocks: Block[] = []
    const walker = this.root.ownerDocument.createTreeWalker(this.root, NodeFilter.SHOW_TEXT)
    for (const element of this.root.children) {
      walker.currentNode = element
      let start: number | undefined
      // Empty nodes are not ours.
      while (start === undefined && walker.nextNode()) start = this.#startOf.get(walker.currentNode)
      if (start !== undefined && element.contains(walker.currentNode)) blocks.push({ element, start })
    }
    return blocks
  }

  /** The node that holds the letter at an offset: the last one that begins at or before it. */
  #nodeAt(offset: number): number {
    return Math.max(0, firstWhere(this.#starts, (start) => start > offset) - 1)
  }

  /** The first of our text nodes that does not lie before a place. */
  #firstNodeFrom({ node, offset }: DomPoint): number {
    const range = this.root.ownerDocument.createRange()
    range.setStart(node, offset)
    range.collapse(true)
    let low = 0
    let high = this.#nodes.length
    while (low < high) {
      const middle = (low + high) >> 1
      const candidate = this.#nodes[middle]
      // -1: the node's first letter lies before the place.
      if (candidate && range.comparePoint(candidate, 0) === -1) low = middle + 1
      else high = middle
    }
    return low
  }
}

function textNodesIn(root: Element): Text[] {
  const nodes: Text[] = []
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.length) nodes.push(node)
  }
  return nodes
}
