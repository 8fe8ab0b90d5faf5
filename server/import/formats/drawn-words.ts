import 'server-only'
import type { Element, Nodes, Root } from 'hast'
import { attribute, collapse, wordsOf } from '#server/import/formats/element.ts'
import { findElements } from '#server/import/formats/xml.ts'

/*
 * Books of a fixed layout may set their words as drawings: a page is an SVG, and each printed line of it a piece of text at its place. Where a
 * page has no other words, its lines become paragraphs again.
 */

/** A printed line: where it begins on the page, and what it says. */
type Line = { x: number; y: number; words: string }
type Place = { x: number; y: number }

/** Parts of a drawing whose text nobody sees in it. */
const UNSEEN = new Set(['style', 'script', 'defs', 'title', 'desc', 'metadata'])
/** Lines further apart than so many usual steps are in different paragraphs. */
const PART = 1.5
/** A line that begins further in than this share of a step begins a paragraph. */
const INDENT = 0.25

/**
 * Turns the drawings of a page into paragraphs, if all its words stand in them.
 * @param tree a page, or a drawing by itself
 * @returns the page; null for a drawing by itself without words
 */
export function readDrawnWords(tree: Root): Root | null {
  const [body] = findElements(tree, 'body')
  if (!body) {
    const paragraphs = paragraphsIn(tree)
    return paragraphs.length > 0 ? { ...tree, children: [element('body', paragraphs)] } : null
  }
  if (findElements(body, 'svg').length > 0 && wordsBeside(body) === '') replaceDrawings(body)
  return tree
}

const element = (tagName: string, children: Element['children'], position?: Element['position']): Element => ({
  ...{ type: 'element', tagName, properties: {}, children },
  ...(position && { position }),
})

/** The words of a page that are in no drawing. */
function wordsBeside(node: Nodes): string {
  if (node.type === 'element' && (node.tagName === 'svg' || UNSEEN.has(node.tagName))) return ''
  return 'children' in node ? node.children.map(wordsBeside).join('') : wordsOf(node)
}

function replaceDrawings(node: Element): void {
  node.children = node.children.flatMap((child): Element['children'] => {
    if (child.type !== 'element') return [child]
    if (child.tagName === 'svg') {
      const paragraphs = paragraphsIn(child)
      // A picture stays one, for the report.
      return paragraphs.length > 0 ? paragraphs : [child]
    }
    replaceDrawings(child)
    return [child]
  })
}

function paragraphsIn(drawing: Root | Element): Element[] {
  const lines = linesOf(drawing)
  const steps = lines.slice(1).map(({ y }, at) => y - (lines[at]?.y ?? 0))
  const step = median(steps.filter((each) => each > 0))
  const paragraphs: Element[] = []
  let open = ''
  const close = () => {
    if (open !== '') paragraphs.push(element('p', [{ type: 'text', value: open }], drawing.position))
    open = ''
  }
  for (const [at, { x, words }] of lines.entries()) {
    const gap = at === 0 ? 0 : (steps[at - 1] ?? 0)
    const left = leftOf(lines, at)
    // Where a word is divided at the end of a line, whoever joins broken paragraphs decides what becomes of its hyphen.
    const isDivided = /\p{L}[-‐\u00ad]$/u.test(open)
    if (gap < 0 || gap > step * PART || x > left + step * INDENT || (isDivided && /^\p{Ll}/u.test(words))) close()
    open += open === '' || isDivided ? words : ` ${words}`
  }
  close()
  return paragraphs
}

/** Where lines begin in the column of one of them: what lies above it is another column. */
function leftOf(lines: readonly Line[], at: number): number {
  let [from, to] = [at, at + 1]
  while (from > 0 && (lines[from]?.y ?? 0) >= (lines[from - 1]?.y ?? 0)) from -= 1
  while (to < lines.length && (lines[to]?.y ?? 0) >= (lines[to - 1]?.y ?? 0)) to += 1
  return Math.min(...lines.slice(from, to).map(({ x }) => x))
}

/** The printed lines of a drawing, in the order in which they were set. Pieces at one height are one line. */
function linesOf(drawing: Root | Element): Line[] {
  const lines: Line[] = []
  let pen: Place = { x: 0, y: 0 }
  const walk = (node: Nodes, origin: Place): void => {
    if (node.type === 'text') write(node.value)
    if (node.type !== 'element' && node.type !== 'root') return
    let here = origin
    if (node.type === 'element') {
      if (UNSEEN.has(node.tagName)) return
      here = moved(origin, attribute(node, 'transform'))
      if (node.tagName === 'text') pen = here
      if (node.tagName === 'text' || node.tagName === 'tspan') setAt(node, here)
    }
    for (const child of node.children) walk(child, here)
  }
  const setAt = (node: Element, origin: Place) => {
    const [x, y, dx, dy] = ['x', 'y', 'dx', 'dy'].map((name) => firstNumber(attribute(node, name)))
    const next = { x: (x == null ? pen.x : origin.x + x) + (dx ?? 0), y: (y == null ? pen.y : origin.y + y) + (dy ?? 0) }
    const isText = node.tagName === 'text'
    const last = lines.at(-1)
    // Heights are rounded: what is set within half a unit of a line belongs to it.
    if (!last || Math.abs(next.y - (isText ? last.y : pen.y)) > 0.5) lines.push({ ...next, words: '' })
    else if (isText) last.words += ' '
    pen = next
  }
  const write = (value: string) => {
    const last = lines.at(-1)
    if (last) last.words += value
  }
  walk(drawing, { x: 0, y: 0 })
  return lines.map((line) => ({ ...line, words: collapse(line.words).trim() })).filter(({ words }) => words !== '')
}

/** Where a `transform` moves the origin; what it turns or stretches is left aside. */
function moved({ x, y }: Place, transform: string): Place {
  let place = { x, y }
  for (const [, name, list = ''] of transform.matchAll(/(matrix|translate)\(([^)]*)\)/g)) {
    const numbers = list
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    const [right = 0, down = 0] = name === 'matrix' ? numbers.slice(4) : numbers
    if (Number.isFinite(right) && Number.isFinite(down)) place = { x: place.x + right, y: place.y + down }
  }
  return place
}

function firstNumber(list: string): number | null {
  const number = Number.parseFloat(list)
  return Number.isFinite(number) ? number : null
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
