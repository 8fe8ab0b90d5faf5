import type { TextIndex } from '#client/selection/text-index.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Elements whose words are one after another; what stands inside of another one is its own block. */
const BLOCK = 'p, li, dt, dd, h1, h2, h3, h4, h5, h6, pre, td, th, figcaption, blockquote, article'

/** The block that a text stands in; null outside of all. */
export function blockAround(node: Node): Element | null {
  return node.parentElement?.closest(BLOCK) ?? null
}

/** The paragraphs, list items, headings and the like of an article, without white space at their ends, in order. */
export function readBlocks(index: TextIndex): Passage[] {
  const blocks: Passage[] = []
  let last: Element | null = null
  let at = 0
  for (const { node, to } of index.piecesOf({ start: 0, end: index.text.length })) {
    const [start, end] = [at, at + to]
    at = end
    const block = blockAround(node)
    const open = blocks.at(-1)
    if (block === last && open) open.end = end
    else blocks.push({ start, end })
    last = block
  }
  return blocks.map((block) => trim(index.text, block)).filter(({ start, end }) => start < end)
}

function trim(text: string, { start, end }: Passage): Passage {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}
