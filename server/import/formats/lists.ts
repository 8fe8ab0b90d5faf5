import 'server-only'
import type { Element } from 'hast'
import { append } from '#domain/import/blocks/long-lists.ts'
import { markAt } from '#domain/import/blocks/piece.ts'
import type { ListMark, Origin, SourceBlock } from '#domain/import/blocks/text.ts'
import { attribute, isBlank, numbersOf } from '#server/import/formats/element.ts'
import { escapeWords } from '#server/import/formats/inline.ts'
import { at, collect, originOf, type Walk } from '#server/import/formats/walk.ts'

/** More paragraphs than this in one item are text with numbers, not a list. */
const ITEM_PARAGRAPHS = 3

type Item = { text: string; mark: ListMark }

/**
 * Reads a list, with the lists inside it. Where a list would lose something (numbers that leap, headings or quotations inside an item),
 * its items become paragraphs with their numbers before them.
 */
export function fromList(node: Element, way: Walk): void {
  const items = node.children.filter((child): child is Element => child.type === 'element')
  if (items.some((item) => way.notes.standingAt(item) !== undefined)) {
    // Notes at the foot of a text: the list is only how they are set.
    if (node.tagName === 'ol') way.marks.push(numbersOf(node).join(' '))
    way.read(items, way)
    return
  }
  for (const item of items) way.mark(item)
  const stray = node.children.filter((child) => child.type === 'text' && !isBlank(child))
  way.read(stray, way)
  const ordered = node.tagName === 'ol'
  const numbers = ordered ? numbersOf(node) : items.map(() => null)
  const inside = items.map((item) => collect(item.tagName === 'li' ? item.children : [item], at(item, way)))
  const read = ordered && !counts(node, numbers) ? null : itemsOf(inside, numbers)
  if (read) {
    const told = read.filter(({ text }) => text !== '')
    if (told.length === 0) return
    const isPlain = told.every(({ mark }, index) => mark.depth === 0 && mark.number === (ordered ? index + 1 : null))
    const marks = told.map(({ mark }) => mark)
    way.found.push({ kind: 'list', origin: originOf(way), ordered, items: told.map(({ text }) => text), ...(!isPlain && { marks }) })
    return
  }
  inside.forEach((blocks, index) => {
    append(way.found, ordered ? withNumber(blocks, label(numbers[index] ?? 1, attribute(node, 'type')), originOf(way)) : blocks)
  })
}

/** The items with those of the lists inside them; null when some cannot stand in a list without loss. */
function itemsOf(inside: readonly SourceBlock[][], numbers: readonly (number | null)[]): Item[] | null {
  const items: Item[] = []
  for (const [index, blocks] of inside.entries()) {
    const mark = { depth: 0, number: numbers[index] ?? null }
    const own: Item = { text: '', mark }
    items.push(own)
    let paragraphs = 0
    let isAfterList = false
    for (const block of blocks) {
      if (block.kind === 'paragraph' || block.kind === 'verse') {
        paragraphs += 1
        // Words after a list inside an item belong to the item, and a list has no place for them.
        if (isAfterList || paragraphs > ITEM_PARAGRAPHS) return null
        own.text = [own.text, block.kind === 'verse' ? block.lines.join(' ') : block.text].filter(Boolean).join(' ')
      } else if (block.kind === 'list') {
        isAfterList = true
        block.items.forEach((text, at) => {
          const { depth, number } = markAt(block, at)
          items.push({ text, mark: { depth: depth + 1, number } })
        })
      } else return null
    }
    if (own.text === '' && isAfterList) return null
  }
  return items
}

/** True for numbers that count up by one, in digits. */
function counts(node: Element, numbers: readonly (number | null)[]): boolean {
  const type = attribute(node, 'type')
  return (type === '' || type === '1') && numbers.every((number, index) => number === (numbers[0] ?? 1) + index) && (numbers[0] ?? 1) >= 0
}

function withNumber(blocks: SourceBlock[], number: string, origin: Origin): SourceBlock[] {
  const [first, ...others] = blocks
  const label = escapeWords(`${number}.`)
  if (first?.kind === 'paragraph') return [{ ...first, text: `${label} ${first.text}` }, ...others]
  return [{ kind: 'paragraph', origin, text: label, isWhole: true }, ...blocks]
}

function label(number: number, type: string): string {
  if (type === 'a' || type === 'A') {
    const letters = number >= 1 && number <= 26 ? String.fromCharCode(96 + number) : String(number)
    return type === 'A' ? letters.toUpperCase() : letters
  }
  if (type === 'i' || type === 'I') return type === 'I' ? roman(number) : roman(number).toLowerCase()
  return String(number)
}

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(number: number): string {
  let rest = number
  let written = ''
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      written += sign
      rest -= value
    }
  }
  return written
}
