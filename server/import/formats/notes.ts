import 'server-only'
import type { Element, Nodes } from 'hast'
import { attribute, isBlank, isBlock, isCalled, type Page, wordsOf } from '#server/import/formats/element.ts'

/** The notes of a text: which link refers to which, and where each stands. */
export type Notes = {
  /** The id of the note that an element refers to; undefined when it is no reference. */
  referredBy: (element: Element) => string | undefined
  /** The id of the note that an element is; undefined when it is none. */
  standingAt: (element: Element) => string | undefined
  /** The mark with which the text refers to a note first: "12", "*". */
  markOf: (id: string) => string
}

type Place = { element: Element; file: string; block: Element | null }

/** What printed references look like: 12, [12], (a), *, †. */
export const NOTE_MARK = /^[[(]?(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})[\])]?\.?$/i

/**
 * Pairs the references of a text with its notes, over all its pages. A link is a reference when it says so, or when it looks like one
 * and what it leads to links back.
 */
export function findNotes(pages: Page[]): Notes {
  const targets = new Map<string, Place>()
  const links: Place[] = []
  for (const page of pages) collect(page.tree, page.file ?? '', null, targets, links)

  const ids = new Map<Element, string>()
  const marks = new Map<string, string>()
  const references = new Map<Element, string>()
  const linkedBlocks = blocksBehind(targets)
  for (const link of links) {
    const target = targets.get(address(link.file, attribute(link.element, 'href')))
    const note = target && noteAt(target)
    if (!target || !note || note === link.block || !isReference(link, note, linkedBlocks(note, target.file))) continue
    const id = ids.get(note) ?? String(ids.size + 1)
    ids.set(note, id)
    if (!marks.has(id)) marks.set(id, wordsOf(link.element).replace(/[[\]().]/g, ''))
    references.set(link.element, id)
  }
  // A note may refer to another one.
  for (const link of links) {
    const target = targets.get(address(link.file, attribute(link.element, 'href')))
    const id = target && ids.get(noteAt(target) ?? target.element)
    if (id === undefined || references.has(link.element) || noteAt(target as Place) === link.block) continue
    if (NOTE_MARK.test(wordsOf(link.element))) references.set(link.element, id)
  }
  return {
    referredBy: (element) => references.get(element),
    standingAt: (element) => ids.get(element),
    markOf: (id) => marks.get(id) ?? '',
  }
}

function collect(node: Nodes, file: string, block: Element | null, targets: Map<string, Place>, links: Place[]): void {
  if (node.type === 'element') {
    const place = { element: node, file, block: isBlock(node) ? node : block }
    for (const name of [attribute(node, 'id'), attribute(node, 'name')]) {
      if (name && !targets.has(`${file}#${name}`)) targets.set(`${file}#${name}`, place)
    }
    if (node.tagName === 'a' && attribute(node, 'href').includes('#') && !isHeading(place)) links.push(place)
  }
  if ('children' in node)
    for (const child of node.children) collect(child, file, node.type === 'element' && isBlock(node) ? node : block, targets, links)
}

/** True for a link that is all there is of a heading: the number of a chapter, which leads back to the contents list. */
function isHeading({ element, block }: Place): boolean {
  return block !== null && /^h[1-6]$/.test(block.tagName) && wordsOf(block).trim() === wordsOf(element).trim()
}

/** The element that is the note: the one that says so, else the block in which the target stands. */
function noteAt({ element, block }: Place): Element | null {
  if (isCalled(element, 'footnote', 'endnote', 'rearnote', 'note')) return element
  if (element.tagName === 'li' || element.tagName === 'aside' || element.tagName === 'dd') return element
  const holder = isBlock(element) ? element : block
  return holder && !/^(body|html|main|article|section|h[1-6]|table)$/.test(holder.tagName) ? holder : null
}

/** Says in which blocks the targets of an element's links stand. Each element is looked through once, however many links lead to it. */
function blocksBehind(targets: ReadonlyMap<string, Place>): (element: Element, file: string) => ReadonlySet<Element | null> {
  const known = new WeakMap<Element, Set<Element | null>>()
  return (element, file) => {
    const before = known.get(element)
    if (before) return before
    const blocks = new Set<Element | null>()
    for (const link of linksOf(element)) {
      const place = targets.get(address(file, attribute(link, 'href')))
      if (place) blocks.add(place.block)
    }
    known.set(element, blocks)
    return blocks
  }
}

function isReference(link: Place, note: Element, linkedBlocks: ReadonlySet<Element | null>): boolean {
  const { element } = link
  if (isCalled(element, 'noteref', 'footnote-ref', 'footnoteref') || element.properties.dataFootnoteRef !== undefined) return true
  if (!NOTE_MARK.test(wordsOf(element))) return false
  if (isCalled(note, 'footnote', 'endnote', 'rearnote')) return true
  return linkedBlocks.has(link.block) && comesAfter(note, link.block)
}

/** Of two that refer to each other, the note is the one that begins with its link. */
function comesAfter(note: Element, text: Element | null): boolean {
  return text === null || !startsWithLink(text) || startsWithLink(note) === startsWithLink(text)
}

/** True when nothing but white space stands before the first link of a block. */
function startsWithLink(block: Element): boolean {
  for (const child of block.children) {
    if (isBlank(child)) continue
    if (child.type !== 'element') return false
    if (isLink(child)) return wordsOf(child) !== ''
    if (wordsOf(child) !== '') return startsWithLink(child)
  }
  return false
}

function linksOf(node: Element): Element[] {
  const links: Element[] = []
  const search = (element: Element) => {
    for (const child of element.children) {
      if (child.type !== 'element') continue
      if (isLink(child)) links.push(child)
      search(child)
    }
  }
  search(node)
  return links
}

function isLink(element: Element): boolean {
  return element.tagName === 'a' && attribute(element, 'href').includes('#')
}

/** Where a link leads: the file and the id in it. */
function address(file: string, href: string): string {
  return resolveLink(file, href) ?? ''
}

/**
 * The address of a link inside an archive or a folder: `path/file.xhtml#id`.
 * @returns null for a link that leads elsewhere
 */
export function resolveLink(file: string, href: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return null
  try {
    const url = new URL(href, `file:///${file.split('/').map(encodeURIComponent).join('/')}`)
    const path = href.startsWith('#') ? file : decodeURIComponent(url.pathname.slice(1))
    return `${path}${url.hash === '' ? '' : `#${decodeURIComponent(url.hash.slice(1))}`}`
  } catch {
    return null
  }
}
