import type { TextIndex } from '#client/selection/text-index.ts'

/** Words that a screen reader is to say at a place of the text. */
export type SpokenBorder = { at: number; side: 'start' | 'end'; words: string }

export type SpokenBorders = {
  /** Says these and nothing else. They are asked for, and what differs is changed, when the browser is idle. */
  show(list: () => readonly SpokenBorder[]): void
  /** Takes everything away at once. */
  clear(): void
}

/** How long a browser that is never idle is waited for, in milliseconds. */
const PATIENCE = 1_000
/** Time that a slice of work may take at most, in milliseconds: the browser lays out again what it has changed. */
const SLICE = 6

/** `stale`: keys of what is to go. */
type Change = { stale: string[]; missing: SpokenBorder[] }

/**
 * Puts empty elements with a name between the words, which add no letter to the article and take no room. An image with
 * a name is what every screen reader says in the middle of a sentence; `<mark>` says nothing of who, and nothing at all in
 * some of them, and would come in pieces where passages overlap. Live ranges follow the text nodes that are split for it.
 */
export function createSpokenBorders(index: TextIndex): SpokenBorders {
  const root = index.root
  /** What stands in the article, with what is to be taken away and still waits for it. */
  const placed = new Map<string, HTMLElement>()
  let waiting: [Element, Change][] = []
  let stop = () => {}

  function compare(borders: readonly SpokenBorder[]): void {
    const changes = new Map<Element, Change>()
    const changeOf = (block: Element) => {
      const known = changes.get(block) ?? { stale: [], missing: [] }
      changes.set(block, known)
      return known
    }
    const wanted = new Set<string>()
    for (const border of borders) {
      const key = keyOf(border)
      wanted.add(key)
      const element = placed.get(key)
      const block = element?.isConnected ? null : blockAt(border)
      if (block) changeOf(block).missing.push(border)
      else if (element && element.ariaLabel !== border.words) element.ariaLabel = border.words
    }
    for (const [key, element] of placed) {
      const block = wanted.has(key) ? null : topOf(element)
      if (block) changeOf(block).stale.push(key)
    }
    waiting = [...changes].reverse()
  }

  /** Changes blocks until the time is up. @returns whether something is left to do */
  function work(timeLeft: () => number): boolean {
    do {
      const next = waiting.pop()
      if (next) change(...next)
    } while (waiting.length && timeLeft() > 2)
    return waiting.length > 0
  }

  function change(block: Element, { stale, missing }: Change): void {
    if (!block.isConnected) return
    const start = index.offsetOf({ node: block, offset: 0 })
    const passage = { start, end: start + (block.textContent?.length ?? 0) }
    // From the end backwards: splitting a node leaves the places of what comes before it as they are.
    for (const border of missing.sort((a, b) => b.at - a.at || (a.side === 'start' ? -1 : 1))) {
      const element = create(border)
      if (insert(element, border)) placed.set(keyOf(border), element)
    }
    const parents = new Set<Node | null | undefined>()
    for (const key of stale) {
      const element = placed.get(key)
      parents.add(element?.parentNode)
      element?.remove()
      placed.delete(key)
    }
    for (const parent of parents) parent?.normalize()
    index.refreshWithin(passage, block)
  }

  function create({ side, words }: SpokenBorder): HTMLElement {
    const element = root.ownerDocument.createElement('span')
    element.className = `spoken-${side}`
    element.role = 'img'
    element.ariaRoleDescription = 'annotation'
    element.ariaLabel = words
    return element
  }

  function insert(element: HTMLElement, { at, side }: SpokenBorder): boolean {
    const span = index.spanOf(side === 'start' ? { start: at, end: at + 1 } : { start: at - 1, end: at })
    const point = span?.[side]
    if (!point) return false
    // A link's name is its words: what is said stands outside of it.
    const link = point.node.parentElement?.closest('a')
    if (link && root.contains(link)) {
      if (side === 'start') firstOfRow(link).before(element)
      else link.after(element)
    } else if (side === 'start') (point.offset ? point.node.splitText(point.offset) : point.node).before(element)
    else {
      if (point.offset < point.node.length) point.node.splitText(point.offset)
      point.node.after(element)
    }
    return true
  }

  function blockAt({ at, side }: SpokenBorder): Element | null {
    const span = index.spanOf(side === 'start' ? { start: at, end: at + 1 } : { start: at - 1, end: at })
    return span && topOf(span.start.node)
  }

  /** The article's own child that holds a node. */
  function topOf(node: Node): Element | null {
    let top: Node | null = node
    while (top && top.parentNode !== root) top = top.parentNode
    return top instanceof Element ? top : null
  }

  return {
    show(list) {
      stop()
      let compared = false
      stop = whenIdle((timeLeft) => {
        if (compared) return work(timeLeft)
        compared = true
        compare(list())
        return waiting.length > 0
      })
    },
    clear() {
      stop()
      for (const element of placed.values()) element.remove()
      placed.clear()
      waiting = []
      root.normalize()
      index.refresh()
    },
  }
}

const keyOf = ({ at, side }: SpokenBorder) => `${side} ${at}`

/** Where several are put before one link, each stands before those of later words. */
function firstOfRow(link: Element): ChildNode {
  let first: ChildNode = link
  while (first.previousSibling instanceof Element && first.previousSibling.className === 'spoken-start') first = first.previousSibling
  return first
}

/** Works in slices while the browser has nothing else to do. @returns a function that ends it */
function whenIdle(work: (timeLeft: () => number) => boolean): () => void {
  let asked = 0
  const ask =
    'requestIdleCallback' in window
      ? () => requestIdleCallback(run, { timeout: PATIENCE })
      : () => (window as Window).setTimeout(run, 2 * SLICE)
  const run = () => {
    const end = performance.now() + SLICE
    if (work(() => end - performance.now())) asked = ask()
  }
  asked = ask()
  return () => ('cancelIdleCallback' in window ? cancelIdleCallback(asked) : clearTimeout(asked))
}
