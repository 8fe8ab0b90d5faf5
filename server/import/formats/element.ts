import 'server-only'
import type { Element, Nodes } from 'hast'

/** One of the documents that a text consists of. `file` is its path inside an archive or folder, if it is in one. */
export type Page = { file?: string; tree: Nodes }

/** An attribute as text; an empty one when it is absent. */
export function attribute({ properties }: Element, name: string): string {
  const value = properties[name]
  if (value === true) return name
  return Array.isArray(value) ? value.join(' ') : value === undefined || value === null || value === false ? '' : String(value)
}

/** True when an element says of itself that it is one of these, by `epub:type`, `role` (with or without `doc-`) or class. */
export function isCalled(element: Element, ...names: string[]): boolean {
  const { 'epub:type': type, role, className } = element.properties
  if (!type && !role && !className) return false
  const said = [attribute(element, 'epub:type'), attribute(element, 'role').replaceAll('doc-', ''), attribute(element, 'className')]
  const words = said.join(' ').toLowerCase().split(/\s+/)
  return names.some((name) => words.includes(name))
}

/** All text below, with runs of white space as one space and none at the ends. Blocks are parted by a space. */
export function wordsOf(node: Nodes): string {
  return collapse(spacedText(node)).trim()
}

/** The words of a small piece, as `wordsOf` gives them; null when there are more letters than `most`, which is found without reading on. */
export function fewWordsOf(node: Nodes, most: number): string | null {
  let letters = 0
  const isSmall = (part: Nodes): boolean => {
    if (part.type === 'text') letters += collapse(part.value).trim().length
    else if ('children' in part) return part.children.every(isSmall)
    return letters <= most
  }
  if (!isSmall(node)) return null
  const words = wordsOf(node)
  return words.length <= most ? words : null
}

function spacedText(node: Nodes): string {
  if (node.type === 'text') return node.value
  const inside = 'children' in node ? node.children.map(spacedText).join('') : ''
  return isBlock(node) ? ` ${inside} ` : inside
}

/** All text below as it stands. */
export function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(rawText).join('') : ''
}

/** White space as a browser shows it: runs of it are one space. No-break spaces stay. */
export function collapse(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, ' ')
}

/** True for white space between elements. */
export function isBlank(node: Nodes): boolean {
  return node.type === 'comment' || node.type === 'doctype' || (node.type === 'text' && collapse(node.value).trim() === '')
}

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'head header hgroup hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
)

/** True for an element that stands on lines of its own. */
export function isBlock(node: Nodes): boolean {
  return node.type === 'element' && BLOCKS.has(node.tagName)
}

/** True when a block stands somewhere below. */
export function holdsBlock(node: Nodes): boolean {
  return 'children' in node && node.children.some((child) => isBlock(child) || holdsBlock(child))
}

/** The numbers of a numbered list's items, as `start` and `value` say. */
export function numbersOf(list: Element): number[] {
  let next = Number.parseInt(attribute(list, 'start'), 10)
  if (Number.isNaN(next)) next = 1
  const step = list.properties.reversed === undefined ? 1 : -1
  return list.children.flatMap((child) => {
    if (child.type !== 'element') return []
    const value = Number.parseInt(attribute(child, 'value'), 10)
    const number = Number.isNaN(value) ? next : value
    next = number + step
    return [number]
  })
}
