import 'server-only'
import type { Element } from 'hast'
import { holdsBlock, isBlock } from '#server/import/formats/element.ts'
import { BREAK } from '#server/import/formats/inline.ts'
import { inlineOf, originOf, type Walk } from '#server/import/formats/walk.ts'

/** Reads a table: each row becomes a paragraph, which the report says. A table that only sets things in their places is read through. */
export function fromTable(node: Element, way: Walk): void {
  const rows = rowsOf(node)
  if (rows.some((row) => row.some(isForLayout))) {
    way.read(node.children, way)
    return
  }
  const written = rows.map((row) =>
    row
      .map((cell) => inlineOf(cell.children, way).replaceAll(BREAK, ' '))
      .filter(Boolean)
      .join(' · '),
  )
  const told = written.filter(Boolean)
  const captions = node.children.filter((child) => child.type === 'element' && child.tagName === 'caption')
  way.read(captions, way)
  for (const text of told) way.found.push({ kind: 'paragraph', origin: originOf(way), text, isWhole: true })
  const before = told[0]
  if (before)
    way.report.push({ kind: 'doubt', origin: originOf(way), reason: 'a table: each of its rows is a paragraph', before, after: before })
}

function rowsOf(node: Element): Element[][] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return []
    if (child.tagName !== 'tr') return rowsOf(child)
    return [child.children.filter((cell): cell is Element => cell.type === 'element' && /^t[dh]$/.test(cell.tagName))]
  })
}

/** A cell with blocks of its own holds text, not a figure: the table is there for the places of things. */
function isForLayout(cell: Element): boolean {
  const blocks = cell.children.filter((child) => isBlock(child))
  return (
    blocks.length > 1 ||
    blocks.some((block) => holdsBlock(block) || /^(h[1-6]|pre|ul|ol|table|blockquote)$/.test((block as Element).tagName))
  )
}
