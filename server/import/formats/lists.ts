import 'server-only'
import type { Element } from 'hast'
import type { SourceBlock } from '#domain/import/blocks/text.ts'
import { attribute, isBlank } from '#server/import/formats/element.ts'
import { escapeWords } from '#server/import/formats/inline.ts'
import { at, collect, originOf, type Walk } from '#server/import/formats/walk.ts'

/** More paragraphs than this in one item are text with numbers, not a list. */
const ITEM_PARAGRAPHS = 3

/**
 * Reads a list. Where a plain list would lose something (numbers that do not run from 1, lists or headings inside an item),
 * its items become paragraphs with their numbers before them.
 */
export function fromList(node: Element, way: Walk): void {
  const ordered = node.tagName === 'ol'
  const items = node.children.filter((child): child is Element => child.type === 'element')
  if (items.some((item) => way.notes.standingAt(item) !== undefined)) {
    // Notes at the foot of a text: the list is only how they are set.
    way.read(items, way)
    return
  }
  for (const item of items) way.mark(item)
  const inside = items.map((item) => collect(item.tagName === 'li' ? item.children : [item], at(item, way)))
  const stray = node.children.filter((child) => child.type === 'text' && !isBlank(child))
  way.read(stray, way)
  const texts = inside.flatMap((blocks) => plainItems(blocks, ordered) ?? [null])
  const isPlain = texts.every((text) => text !== null) && (!ordered || countsFromOne(node, items))
  if (isPlain) {
    const words = texts.filter((text) => text !== null && text !== '') as string[]
    if (words.length > 0) way.found.push({ kind: 'list', origin: originOf(way), ordered, items: words })
    return
  }
  let number = Number.parseInt(attribute(node, 'start'), 10) || 1
  inside.forEach((blocks, index) => {
    const item = items[index]
    number = (item && Number.parseInt(attribute(item, 'value'), 10)) || number
    way.found.push(...(ordered ? withNumber(blocks, label(number, attribute(node, 'type'))) : blocks))
    number += 1
  })
}

/** The item, and the items of lists inside it; null when they cannot stand in one list without loss. */
function plainItems(blocks: SourceBlock[], ordered: boolean): string[] | null {
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'verse')
  const texts: string[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'paragraph' || block.kind === 'verse') {
      const text = block.kind === 'verse' ? block.lines.join(' ') : block.text
      if (index > 0 && blocks[index - 1]?.kind === 'list') texts.push(text)
      else texts.push([texts.pop(), text].filter(Boolean).join(' '))
    } else if (block.kind === 'list' && !ordered && !block.ordered) texts.push(...block.items)
    else return null
  }
  return paragraphs.length > ITEM_PARAGRAPHS ? null : texts
}

function countsFromOne(node: Element, items: Element[]): boolean {
  const start = attribute(node, 'start')
  const type = attribute(node, 'type')
  const runs = (start === '' || start === '1') && (type === '' || type === '1') && node.properties.reversed === undefined
  return runs && items.every((item, index) => ['', String(index + 1)].includes(attribute(item, 'value')))
}

function withNumber(blocks: SourceBlock[], number: string): SourceBlock[] {
  const [first, ...others] = blocks
  if (first?.kind === 'paragraph') return [{ ...first, text: `${escapeWords(`${number}.`)} ${first.text}` }, ...others]
  return blocks
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
