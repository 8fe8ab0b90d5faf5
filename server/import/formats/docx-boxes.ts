import 'server-only'
import { childrenOf, localName, type Part, partsCalled } from '#server/import/formats/docx-tree.ts'

/**
 * Puts the words of text boxes where the converter of Word files reads them, in place. It knows boxes in old drawings only, and a box that
 * is written both ways, for old programs and for new ones, would be counted twice.
 */
export function rewriteBoxes(part: Part): void {
  part.children = part.children.flatMap((child): (Part | string)[] => {
    if (typeof child === 'string') return [child]
    const name = localName(child)
    if (name === 'AlternateContent') {
      const kept = { ...child, children: oneWayOf(child).children }
      rewriteBoxes(kept)
      return kept.children
    }
    const boxes = name === 'drawing' || name === 'pict' ? boxesIn(child) : []
    for (const box of boxes) rewriteBoxes(box)
    if (boxes.length > 0) return [{ name: 'w:pict', attributes: {}, children: boxes }]
    rewriteBoxes(child)
    return [child]
  })
}

/** Of the ways in which something is written, the first one with words; one without has pictures at most, which nobody reads here. */
function oneWayOf(alternatives: Part): Part {
  const ways = [...childrenOf(alternatives, 'Choice'), ...childrenOf(alternatives, 'Fallback')]
  return ways.find((way) => partsCalled(way, 't').length > 0) ?? ways.at(-1) ?? { ...alternatives, children: [] }
}

/** The boxes of a drawing, those inside others excluded. */
function boxesIn(drawing: Part): Part[] {
  return drawing.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return localName(child) === 'txbxContent' ? [child] : boxesIn(child)
  })
}
