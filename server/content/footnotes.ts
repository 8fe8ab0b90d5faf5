import 'server-only'
import type { Root as Html } from 'hast'
import type { FootnoteDefinition, FootnoteReference, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Footnote } from '#domain/guide.ts'
import { eachNode } from '#server/content/each-node.ts'
import type { Report } from '#server/content/problem.ts'

/** A footnote as Markdown under the number that it has on the page. */
export type WrittenFootnote = { number: number; body: Root }

/**
 * Takes the footnotes out of a text, in place. What refers to one becomes an empty link to it, so that it adds no text; inside
 * another footnote it becomes a link with the number, because footnotes are not annotated.
 * @returns the footnotes by number, in the order in which the text, and then they themselves, refer to them
 */
export function takeFootnotes(mdast: Root, lineOf: (node: FootnoteDefinition) => number, report: Report): WrittenFootnote[] {
  const definitions = new Map<string, FootnoteDefinition>()
  visit(mdast, 'footnoteDefinition', (node, index, parent) => {
    if (definitions.has(node.identifier)) report(lineOf(node), `the footnote [^${node.identifier}] stands here a second time: keep one`)
    else definitions.set(node.identifier, node)
    if (parent && index !== undefined) parent.children.splice(index, 1)
    return index
  })
  const numbers = new Map<string, number>()
  const numberOf = ({ identifier }: FootnoteReference) => {
    const number = numbers.get(identifier) ?? numbers.size + 1
    numbers.set(identifier, number)
    return number
  }
  const link = (tree: Root, words: (number: number) => string) =>
    eachNode(tree, (node, parent, index) => {
      if (node.type !== 'footnoteReference' || !parent) return
      const number = numberOf(node)
      const children = words(number) ? [{ type: 'text' as const, value: words(number) }] : []
      parent.children[index] = { type: 'link', url: `#footnote-${number}`, children }
    })
  link(mdast, () => '')
  const footnotes: WrittenFootnote[] = []
  // Notes may refer to notes: what is added here is come to as well.
  for (const [identifier, number] of numbers) {
    const body: Root = { type: 'root', children: definitions.get(identifier)?.children ?? [] }
    link(body, String)
    footnotes.push({ number, body })
  }
  for (const [identifier, node] of definitions) {
    if (!numbers.has(identifier)) {
      report(lineOf(node), `nothing refers to the footnote [^${identifier}]: write [^${identifier}] where it belongs, or take it out`)
    }
  }
  return footnotes
}

/**
 * Gives the empty links to footnotes their numbers, which the style sheet draws, and an id each, in place.
 * @returns the ids of the places that refer to each footnote, by its number
 */
export function markFootnoteLinks(tree: Html): Map<number, Footnote['places']> {
  const places = new Map<number, string[]>()
  eachNode(tree, (node) => {
    if (node.type !== 'element') return
    const number = node.children.length === 0 ? Number(/^#footnote-(\d+)$/.exec(String(node.properties.href))?.[1]) : Number.NaN
    if (node.tagName !== 'a' || Number.isNaN(number)) return
    const known = places.get(number) ?? []
    const id = `at-footnote-${number}${known.length > 0 ? `-${known.length + 1}` : ''}`
    places.set(number, [...known, id])
    node.properties = { ...node.properties, className: ['footnote-link'], id, dataNote: String(number), ariaLabel: `Note ${number}` }
  })
  return places
}
