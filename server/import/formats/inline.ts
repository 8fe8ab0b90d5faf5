import 'server-only'
import type { Element, Nodes } from 'hast'
import type { PhrasingContent } from 'mdast'
import { attribute, collapse, isCalled, rawText, wordsOf } from '#server/import/formats/element.ts'
import { isFurniture } from '#server/import/formats/furniture.ts'
import { mathText } from '#server/import/formats/math.ts'
import { NOTE_MARK, type Notes } from '#server/import/formats/notes.ts'
import { splitBreaks, tidy, withoutDoubles, writeLine } from '#server/import/formats/phrasing.ts'

/** What turning words into Markdown wants to know of the text, and whom it tells of what it leaves out. */
export type InlineContext = {
  notes: Notes
  /** Takes note of a piece that is left out; `isAside` when what is said of it is no words of the text. */
  drop: (node: Element, reason: string, before: string, isAside: boolean) => void
  /** Takes the words of a note that stands in the midst of a line. */
  setAside: (note: Element) => void
  /** The marks of notes that are written anew. */
  marks: string[]
  /** The id of the note whose words these are, if they are a note's. */
  within?: string
}

const ITALIC = new Set(['em', 'i', 'cite', 'dfn', 'var'])
const BOLD = new Set(['strong', 'b'])
const STRUCK = new Set(['del', 's', 'strike'])
/** What is no part of the text, with the reason that the report gives. */
export const LEFT_OUT: Record<string, string> = {
  script: 'script',
  style: 'style sheet',
  template: 'script',
  noscript: 'words for browsers without scripts',
  iframe: 'page within the page',
  object: 'embedded object',
  embed: 'embedded object',
  canvas: 'drawing',
  svg: 'drawing',
  audio: 'sound',
  video: 'film',
  input: 'form field',
  select: 'form field',
  textarea: 'form field',
  button: 'button',
}

/** Line breaks that the file asks for. */
export const BREAK = '\n'

/**
 * Turns elements and words within a line into Markdown that shows the same words, and nothing that the words only look like.
 * @returns lines divided by `BREAK` where the file breaks them; an empty string when there are no words
 */
export function toInline(nodes: Nodes[], context: InlineContext): string {
  const content = tidy(withoutDoubles(phrasing(nodes, context), []))
  if (content.length === 0) return ''
  return splitBreaks(content)
    .map((line) => writeLine(tidy(line)))
    .join(BREAK)
}

/** Plain words as Markdown that shows just them. */
export function escapeWords(words: string): string {
  return writeLine(tidy([{ type: 'text', value: words }]))
}

/** The letter that a picture shows: the large first one of a chapter. Empty for another picture, and for what is none. */
export function drawnLetter(node: Element): string {
  if (node.tagName !== 'img' && node.tagName !== 'image') return ''
  return /^[“"«]?\p{Lu}$/u.exec(attribute(node, 'alt'))?.[0] ?? ''
}

function phrasing(nodes: Nodes[], context: InlineContext): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: collapse(node.value).replace(/[\u00AD\u200B\uFEFF]/g, '') }]
    if (node.type !== 'element') return []
    return fromElement(node, context)
  })
}

function fromElement(node: Element, context: InlineContext): PhrasingContent[] {
  const { tagName } = node
  const inside = () => phrasing(node.children, context)
  if (tagName === 'input' && /^checkbox$/i.test(attribute(node, 'type'))) {
    return [{ type: 'text', value: node.properties.checked ? '☑ ' : '☐ ' }]
  }
  const reason = LEFT_OUT[tagName]
  if (reason) {
    const words = /^(?:script|style|template)$/.test(tagName) ? '' : wordsOf(node)
    const aside = wordsOf(node).slice(0, 200) || attribute(node, 'src')
    if (words || aside) context.drop(node, reason, words || aside, words === '')
    return []
  }
  if (isHidden(node)) return leaveOut(node, 'hidden words', context)
  if (isFurniture(node) && !isCalled(node, 'mw-cite-backlink')) return leaveOut(node, 'furniture of the page', context)
  if (isPageNumber(node)) return leaveOut(node, 'page number', context)
  if (tagName === 'br') return [{ type: 'break' }]
  if (tagName === 'img' || tagName === 'image') {
    const letter = drawnLetter(node)
    if (letter) return [{ type: 'text', value: letter }]
    context.drop(node, 'picture', attribute(node, 'alt') || attribute(node, 'title') || pictureName(node), true)
    return []
  }
  if (context.notes.standingAt(node) !== undefined && context.notes.standingAt(node) !== context.within) {
    context.setAside(node)
    return []
  }
  const note = context.notes.referredBy(node)
  if (note !== undefined) {
    context.marks.push(wordsOf(node))
    return [{ type: 'footnoteReference', identifier: note, label: note }]
  }
  if (context.within !== undefined && isWayBack(node, context)) {
    context.marks.push(wordsOf(node))
    return []
  }
  if (ITALIC.has(tagName)) return [{ type: 'emphasis', children: inside() }]
  if (BOLD.has(tagName)) return [{ type: 'strong', children: inside() }]
  if (STRUCK.has(tagName)) return [{ type: 'delete', children: inside() }]
  if (tagName === 'math') return [{ type: 'text', value: mathText(node) }]
  // The reading of a word is told apart from the word; brackets that the file brings for old browsers are written anew.
  if (tagName === 'rt') return wordsOf(node) ? [{ type: 'text', value: '（' }, ...inside(), { type: 'text', value: '）' }] : []
  if (tagName === 'rp') return []
  if (tagName === 'a') return link(node, inside())
  if (tagName === 'q') return [{ type: 'text', value: '“' }, ...inside(), { type: 'text', value: '”' }]
  if (tagName === 'sup' || tagName === 'sub') return raised(node, inside())
  if (tagName === 'wbr') return []
  return inside()
}

function leaveOut(node: Element, reason: string, { drop }: InlineContext): PhrasingContent[] {
  const words = wordsOf(node)
  const aside = attribute(node, 'title') || attribute(node, 'aria-label')
  if (words || aside) drop(node, reason, words || aside, words === '')
  return []
}

/** True for the number of a page of the printed book. */
export function isPageNumber(node: Element): boolean {
  return isCalled(node, 'pagebreak', 'pagenum', 'pageno', 'pagenumber', 'page-number')
}

/** True for what a browser would not show. */
export function isHidden(node: Element): boolean {
  return node.properties.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(node, 'style'))
}

/** The file name of a picture, unless the picture stands in the address itself. */
function pictureName(node: Element): string {
  const source = attribute(node, 'src') || attribute(node, 'xlink:href') || attribute(node, 'href')
  return source.startsWith('data:') ? 'without a description' : source
}

/** A link from a note to where it is referred to: the note's number, or an arrow. */
function isWayBack(node: Element, { notes, within }: InlineContext): boolean {
  if (node.tagName !== 'a' || !attribute(node, 'href').includes('#')) return false
  const words = wordsOf(node)
  return (
    isCalled(node, 'backlink', 'footnote-back') ||
    NOTE_MARK.test(words) ||
    /^(?:[↑↩⏎⤴^\s]|\uFE0E)*$/u.test(words) ||
    words === notes.markOf(within ?? '')
  )
}

function link(node: Element, children: PhrasingContent[]): PhrasingContent[] {
  const url = attribute(node, 'href').trim()
  return /^(https?:\/\/|mailto:)\S+$/i.test(url) && wordsOf(node) ? [{ type: 'link', url, children }] : children
}

const RAISED: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}
const LOWERED: Record<string, string> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
}

/** Digits above or below the line have letters of their own; anything else is readable on the line. */
function raised(node: Element, children: PhrasingContent[]): PhrasingContent[] {
  const words = rawText(node).trim()
  const letters = node.tagName === 'sup' ? RAISED : LOWERED
  if (!/^\d+$/.test(words) || node.children.some((child) => child.type !== 'text')) return children
  return [{ type: 'text', value: [...words].map((digit) => letters[digit] ?? digit).join('') }]
}
