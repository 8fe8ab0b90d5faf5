import 'server-only'
import type { Element } from 'hast'
import { plainInline } from '#domain/import/blocks/inline.ts'
import { isBareLabel, readTitle } from '#domain/import/heading-words/titles.ts'
import { collapse, type Page, rawText } from '#server/import/formats/element.ts'
import { BREAK } from '#server/import/formats/inline.ts'
import { inlineOf, originOf, type Walk } from '#server/import/formats/walk.ts'
import { findElements } from '#server/import/formats/xml.ts'

/** Reads a heading without blocks in it. A number on a line of its own above the title is a heading by itself, where such numbers count. */
export function fromHeading(node: Element, level: number, way: Walk): void {
  const [first = '', ...rest] = inlineOf(node.children, way).split(BREAK).filter(Boolean)
  const isLabel = way.numbersApart && rest.length > 0 && isBareLabel(readTitle(plainInline(first)))
  for (const text of isLabel ? [first, rest.join(' ')] : [[first, ...rest].join(' ')]) {
    // A heading is bold by being a heading.
    const plain = /^(\*{1,3})([^*\\]+)\1$/.exec(text)?.[2] ?? text
    if (plain) way.found.push({ kind: 'heading', origin: originOf(way), level, text: plain })
  }
}

/** True when the first lines of some headings count: an "I" alone may be a word. */
export function haveNumbersApart(pages: readonly Page[]): boolean {
  return pages.some(({ tree }) => {
    if (tree.type !== 'root') return false
    const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].flatMap((name) => findElements(tree, name))
    return headings.some((heading) => {
      const end = heading.children.findIndex((child) => child.type === 'element' && child.tagName === 'br')
      const first = end < 0 ? '' : collapse(heading.children.slice(0, end).map(rawText).join('')).trim()
      const parts = first === '' ? null : readTitle(first)
      return parts !== null && parts.number === 2 && isBareLabel(parts)
    })
  })
}
