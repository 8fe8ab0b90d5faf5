import type { PrintedLine } from '#domain/import/printed-line.ts'
import { endsSentence, isBroken } from '#domain/import/sentence.ts'

/** A list among the lines of a chunk: `items` without their bullets and numbers. */
export type LineList = { from: number; to: number; ordered: boolean; items: PrintedLine[][] }

const BULLET = /^([•·▪●○◦‣∙*]|[-–—])\s+(?=\S)/u
const NUMBER = /^(?:(\d{1,2})[.)]|\((\d{1,2})\))\s+(?=\S)/u

/**
 * The first list in a chunk of lines, or null. A dash or a star at the beginning of a line makes no list by itself: there
 * must be two items that do not break into sentences. Numbers must count from one.
 */
export function findList(lines: readonly PrintedLine[]): LineList | null {
  for (let from = 0; from < lines.length; from += 1) {
    const list = listFrom(lines, from)
    if (list) return list
  }
  return null
}

function listFrom(lines: readonly PrintedLine[], from: number): LineList | null {
  const first = lines[from]
  if (!first || !mayBegin(lines, from)) return null
  const bullet = BULLET.exec(first.text)?.[1]
  const ordered = bullet === undefined
  if (ordered && numberOf(first.text) !== 1) return null
  const items: PrintedLine[][] = []
  let to = from
  for (; to < lines.length; to += 1) {
    const line = lines[to]
    if (!line) break
    const text = ordered
      ? itemText(line.text, NUMBER, numberOf(line.text) === items.length + 1)
      : itemText(line.text, BULLET, BULLET.exec(line.text)?.[1] === bullet)
    if (text !== null && mayBegin(lines, to)) items.push([{ ...line, text }])
    else if (endsList(lines, to, first)) break
    else items.at(-1)?.push(line)
  }
  const clear = bullet !== undefined && /[•▪●○◦‣∙]/u.test(bullet)
  return items.length >= (clear ? 1 : 2) ? { from, to, ordered, items } : null
}

/** An item begins after a gap, or where the line above does not go on with it. */
function mayBegin(lines: readonly PrintedLine[], at: number): boolean {
  const before = lines[at - 1]
  const line = lines[at]
  if (!before || !line || line.gap > 0) return true
  const rest = line.text.replace(BULLET, '').replace(NUMBER, '')
  return endsSentence(before.text) || /;$/.test(before.text) || (!isBroken(before.text, rest) && before.text.length < 60)
}

/** The list ends where a line goes back to the margin after a closed item whose own lines were indented. */
function endsList(lines: readonly PrintedLine[], at: number, first: PrintedLine): boolean {
  const before = lines[at - 1]
  const line = lines[at]
  return before !== undefined && line !== undefined && endsSentence(before.text) && line.indent < first.indent
}

function itemText(text: string, mark: RegExp, isItem: boolean): string | null {
  return isItem ? text.replace(mark, '') : null
}

function numberOf(text: string): number | null {
  const found = NUMBER.exec(text)
  return found ? Number(found[1] ?? found[2]) : null
}
