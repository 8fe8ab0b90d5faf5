import 'server-only'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

/* Safe HTML as Typst's markup. All words go in as string literals, so that nothing that somebody wrote is ever read as markup. */

const parser = unified().use(rehypeParse, { fragment: true })

/** Words as they are, in Typst's markup; the semicolon ends the expression and is not printed. */
export const words = (text: string): string => `#${literal(text)};`

/** Words as a string literal of Typst's code. */
export function literal(text: string): string {
  const safe = text.replace(/[\\"]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
  return `"${safe.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')}"`
}

/** What the elements of a text need to know of it: footnotes by their numbers, and which have been printed. */
type Notes = { html: Map<number, string>; printed: Set<number> }

/**
 * The body of a chapter. A numbered paragraph calls `par-number`, which the sheet defines.
 * @param html as chapters have it: sanitized, with empty links for the numbers of paragraphs and footnotes
 * @param notes its footnotes, which are printed at the foot of the page
 */
export function typstOf(html: string, notes: readonly { number: number; html: string }[] = []): string {
  const known: Notes = { html: new Map(notes.map((note) => [note.number, note.html])), printed: new Set() }
  return blocks(parser.parse(html), known)
}

/** What stands between blocks is no paragraph. */
const isBetween = (node: RootContent | ElementContent) => node.type === 'text' && node.value.trim() === ''

const blocks = (node: Root | Element, notes: Notes): string =>
  node.children
    .filter((child) => !isBetween(child))
    .map((child, at, all) =>
      leadsIn(child, all[at + 1]) ? `#block(sticky: true, spacing: 1.1em)[${inside(child, notes)}]\n\n` : block(child, notes),
    )
    .join('')

/** Whether it is a paragraph that a list follows: no page ends between them. */
const leadsIn = (node: RootContent | ElementContent, next: RootContent | ElementContent | undefined): node is Element =>
  node.type === 'element' && node.tagName === 'p' && next?.type === 'element' && ['ul', 'ol'].includes(next.tagName)

const inside = (node: Element, notes: Notes): string => node.children.map((child) => inline(child, notes)).join('')

/** A list item or a cell: words, or blocks of its own. */
const contents = (node: Element, notes: Notes): string => `[${blocks(node, notes).trim()}]`

function block(node: RootContent | ElementContent, notes: Notes): string {
  if (node.type !== 'element') return inline(node, notes)
  const items = () => node.children.filter((child): child is Element => child.type === 'element' && child.tagName === 'li')
  switch (node.tagName) {
    case 'p':
      return `${inside(node, notes)}\n\n`
    case 'ul':
      return `#list(${items().map((item) => contents(item, notes))})\n\n`
    case 'ol':
      return `#enum(start: ${startOf(node)}, ${items().map((item) => contents(item, notes))})\n\n`
    case 'blockquote':
      return `#quote(block: true)[${blocks(node, notes)}]\n\n`
    case 'h2':
    case 'h3':
    case 'h4':
      return `#heading(level: ${node.tagName[1]})[${inside(node, notes)}]\n\n`
    case 'pre':
      return `#raw(block: true, ${literal(textOf(node))})\n\n`
    case 'hr':
      return '#align(center)[\\* \\* \\*]\n\n'
    case 'table':
      return `${table(node, notes)}\n\n`
    default:
      return inline(node, notes)
  }
}

function inline(node: RootContent | ElementContent, notes: Notes): string {
  if (node.type === 'text') return words(node.value)
  if (node.type !== 'element') return ''
  const within = () => `[${inside(node, notes)}];`
  switch (node.tagName) {
    case 'em':
      return `#emph${within()}`
    case 'strong':
      return `#strong${within()}`
    case 'del':
      return `#strike${within()}`
    case 'sup':
      return `#super${within()}`
    case 'sub':
      return `#sub${within()}`
    case 'code':
      return `#raw(${literal(textOf(node))});`
    case 'br':
      return '#linebreak();'
    case 'a':
      return link(node, notes)
    default:
      return inside(node, notes)
  }
}

function link(node: Element, notes: Notes): string {
  const { dataN, dataNote, href } = node.properties
  if (node.children.length === 0 && typeof dataN === 'string') return `#par-number(${literal(dataN)});`
  if (node.children.length === 0 && dataNote !== undefined) return footnote(Number(dataNote), notes)
  const leadsOut = typeof href === 'string' && /^(https?|mailto):/.test(href)
  return leadsOut ? `#link(${literal(href)})[${inside(node, notes)}];` : inside(node, notes)
}

/** Printed where it is referred to first; what refers to it again repeats its number. */
function footnote(number: number, notes: Notes): string {
  const html = notes.html.get(number)
  if (html === undefined) return ''
  if (notes.printed.has(number)) return `#footnote(<note-${number}>);`
  notes.printed.add(number)
  return `#[#footnote[${blocks(parser.parse(html), notes).trim()}]<note-${number}>];`
}

function table(node: Element, notes: Notes): string {
  const rows = find(node, 'tr')
  const cellsOf = (row: Element) => row.children.filter((cell): cell is Element => cell.type === 'element')
  const columns = Math.max(1, ...rows.map((row) => cellsOf(row).length))
  const cells = rows.flatMap((row) => {
    const own = cellsOf(row).map((cell) => contents(cell, notes))
    return [...own, ...Array<string>(columns - own.length).fill('[]')]
  })
  return `#table(columns: ${columns}, ${cells.join(', ')})`
}

const find = (node: Element, tagName: string): Element[] =>
  node.children.flatMap((child) => (child.type !== 'element' ? [] : child.tagName === tagName ? [child] : find(child, tagName)))

function startOf(node: Element): number {
  const start = Number(node.properties.start ?? 1)
  return Number.isSafeInteger(start) && start >= 0 ? start : 1
}

const textOf = (node: Element): string =>
  node.children.map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '')).join('')
