import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { endsSentence, isBroken } from '#domain/import/words/sentence.ts'

/** A list among the lines of a chunk: `items` without their bullets and numbers; letters stay, since the text may refer to them. */
export type LineList = { from: number; to: number; ordered: boolean; items: PrintedLine[][] }

const BULLET = /^([•·▪●○◦‣∙*]|[-–—])\s+(?=\S)/u
const NUMBER = /^(?:(\d{1,2})[.)]|\((\d{1,2})\))\s+(?=\S)/u

const LETTER = /^(\(?)([A-Za-z]|[ivx]{2,4})([.)])\s+(?=\S)/u
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/** True when a line begins with the letter that comes at this place of a list: "(a)", "b)", "C.", "(iii)". */
export function hasLetter(text: string, place: number, first: string): boolean {
  const [own, opening] = [LETTER.exec(text), LETTER.exec(first)]
  if (!own || !opening || own[1] !== opening[1] || own[3] !== opening[3]) return false
  const [start = '', letters = ''] = [opening[2], own[2]]
  if (start === 'i') return letters === ROMAN[place]
  if (start !== 'a' && start !== 'A') return false
  return letters === String.fromCharCode(start.charCodeAt(0) + place)
}

/**
 * The first list in a chunk of lines, or null. A dash or a star at the beginning of a line makes no list by itself: there
 * must be two items that do not break into sentences. Numbers must count from one.
 */
export function findList(lines: readonly PrintedLine[]): LineList | null {
  for (let from = 0; from < lines.length; from += 1) {
    const list = listFrom(lines, from) ?? letteredFrom(lines, from)
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

/** Items with letters: each begins with the one that is due, which is enough to tell it from the lines between. */
function letteredFrom(lines: readonly PrintedLine[], from: number): LineList | null {
  const first = lines[from]
  if (!first || !hasLetter(first.text, 0, first.text) || !mayBegin(lines, from)) return null
  const items: PrintedLine[][] = []
  let to = from
  for (; to < lines.length; to += 1) {
    const line = lines[to]
    if (!line) break
    if (hasLetter(line.text, items.length, first.text)) items.push([line])
    else if (endsList(lines, to, first)) break
    else items.at(-1)?.push(line)
  }
  return items.length >= 2 ? { from, to, ordered: false, items } : null
}

/** An item begins after a gap, or where the line above does not go on with it. */
function mayBegin(lines: readonly PrintedLine[], at: number): boolean {
  const before = lines[at - 1]
  const line = lines[at]
  if (!before || !line || line.gap > 0) return true
  const rest = line.text.replace(BULLET, '').replace(NUMBER, '').replace(LETTER, '')
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

/** The text of an item with this number; null when it has another one or none. */
export function numberedText(text: string, number: number): string | null {
  return itemText(text, NUMBER, numberOf(text) === number)
}

function numberOf(text: string): number | null {
  const found = NUMBER.exec(text)
  return found ? Number(found[1] ?? found[2]) : null
}
