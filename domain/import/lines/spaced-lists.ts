import { append } from '#domain/import/blocks/long-lists.ts'
import type { Group } from '#domain/import/lines/groups.ts'
import { hasLetter, numberedText } from '#domain/import/lines/list-lines.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

const FEWEST = 3
/** Characters of an item. What is longer is a paragraph with a number, to be talked about by itself. */
const LONGEST_ITEM = 240

/** Groups with those paragraphs made one list that count up from 1 or a, one below the other, with gaps between them. */
export function joinSpacedLists(groups: readonly Group[]): Group[] {
  const joined: Group[] = []
  for (let at = 0; at < groups.length; at += 1) {
    const items = itemsFrom(groups, at)
    if (items.lettered.length >= FEWEST) joined.push({ shape: 'list', ordered: false, items: items.lettered })
    else if (items.numbered.length >= FEWEST) joined.push({ shape: 'list', ordered: true, items: items.numbered })
    else {
      append(joined, groups.slice(at, at + 1))
      continue
    }
    at += Math.max(items.lettered.length, items.numbered.length) - 1
  }
  return joined
}

function itemsFrom(groups: readonly Group[], from: number): { lettered: PrintedLine[][]; numbered: PrintedLine[][] } {
  const lettered: PrintedLine[][] = []
  const numbered: PrintedLine[][] = []
  const opening = firstLine(groups[from])?.text ?? ''
  for (let at = from; at < groups.length; at += 1) {
    const group = groups[at]
    const line = firstLine(group)
    if (group?.shape !== 'paragraph' || !line || lengthOf(group.lines) > LONGEST_ITEM) break
    const text = numberedText(line.text, at - from + 1)
    if (hasLetter(line.text, at - from, opening)) lettered.push(group.lines)
    else if (text !== null) numbered.push([{ ...line, text }, ...group.lines.slice(1)])
    else break
  }
  return { lettered, numbered }
}

function firstLine(group: Group | undefined): PrintedLine | undefined {
  return group?.shape === 'paragraph' ? group.lines[0] : undefined
}

function lengthOf(lines: readonly PrintedLine[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0)
}
