import { plainInline } from '#domain/import/blocks/inline.ts'
import { type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import type { Opening } from '#domain/import/chapters/sections.ts'
import { isPartWord, readTitle, titleKey } from '#domain/import/headings/titles.ts'
import { startsLarge } from '#domain/import/words/sentence.ts'

/** A part of the text on its way: its title, and what is in it. */
export type PieceSection = {
  part: Opening['part']
  title: string
  number: number | null
  word: string | null
  origin: Origin
  pieces: Piece[]
}

const MOST_ON_TITLE_PAGE = 8
const LONGEST_TITLE = 80

/** What cutting gave: the sections, and the title of the text where it stands at the top of it. */
export type Cut = { sections: PieceSection[]; title: string | null }

/**
 * Cuts a text into sections. Headings right before the opening of a chapter go with it, as "PART TWO" does; the first heading
 * of all is the title of the text when the file does not give another.
 */
export function cutSections(pieces: readonly Piece[], found: readonly Opening[], fileTitle: string | null, report: ReportEntry[]): Cut {
  const [opening, ...others] = found
  const [over, openings] = isTitleOver(opening, others, fileTitle) ? [opening?.parts.title ?? null, others] : [null, found]
  const hasChapters = openings.some((opening) => opening.part === 'chapter')
  const before = pieces.slice(over === null ? 0 : (opening?.count ?? 0), openings[0]?.at ?? pieces.length)
  const sections: PieceSection[] = [
    {
      part: hasChapters ? 'front' : 'chapter',
      title: '',
      number: null,
      word: null,
      origin: before[0]?.block.origin ?? { line: 1 },
      pieces: before,
    },
  ]
  for (const [index, opening] of openings.entries()) {
    const { part, parts, at, count } = opening
    const own = pieces.slice(at + count, openings[index + 1]?.at ?? pieces.length)
    const origin = pieces[at]?.block.origin ?? { line: 1 }
    // A cover: an entry of the contents list under which there is nothing to read.
    if (count === 0 && own.length === 0) continue
    if (count > 0 && parts.label !== '' && parts.label !== parts.title) {
      report.push({ kind: 'dropped', origin, reason: 'number of a title', before: parts.label, after: null })
    }
    sections.push({ part, title: parts.title, number: parts.number, word: parts.word, origin, pieces: [...takeDivision(sections), ...own] })
  }
  const title = over ?? takeTitle(sections[0], fileTitle)
  const [first, ...rest] = sections
  if (!first || (first.pieces.length === 0 && rest.length > 0)) return { sections: rest, title }
  if (!hasChapters) first.title = title ?? ''
  return { sections, title }
}

/** The first heading of all, with nothing between it and the first chapter: the title, which word processors set on the chapters' level. */
function isTitleOver(opening: Opening | undefined, [next, ...others]: readonly Opening[], fileTitle: string | null): boolean {
  if (opening?.at !== 0 || opening.part !== 'chapter' || opening.parts.number !== null || others.length === 0) return false
  const isTitle = fileTitle === null || titleKey(fileTitle) === titleKey(opening.parts.title)
  return isTitle && opening.count > 0 && next?.at === opening.count
}

/** The headings at the end of the last section, which announce what comes next. */
function takeDivision(sections: readonly PieceSection[]): Piece[] {
  const last = sections.at(-1)
  if (!last) return []
  let from = last.pieces.length
  while (from > 0 && last.pieces[from - 1]?.block.kind === 'heading') from -= 1
  const isFirst = sections.length === 1 && from === 0
  const division = last.pieces.slice(from)
  const parts = isFirst ? division.filter(isPart) : division
  last.pieces = last.pieces.filter((piece) => !parts.includes(piece))
  return parts
}

function isPart({ block }: Piece): boolean {
  return block.kind === 'heading' && isPartWord(readTitle(block.text).word)
}

/** The title of the text: the file's, else what stands by itself at its top. That is taken out where it says the same. */
function takeTitle(first: PieceSection | undefined, fileTitle: string | null): string | null {
  const head = first?.pieces[0]?.block
  if (!first || !head) return fileTitle
  const isTitle = head.kind === 'heading' || (first.part === 'front' && isTitlePage(first.pieces)) || isOverText(first.pieces)
  if (!isTitle) return fileTitle
  const [printed = ''] = textsOf(head).map(plainInline)
  if (fileTitle !== null && titleKey(fileTitle) !== titleKey(printed)) return fileTitle
  const rest = head.kind === 'verse' && head.lines.length > 1 ? withoutFirstLine(first.pieces[0]) : []
  first.pieces = [...rest, ...first.pieces.slice(1)]
  return fileTitle ?? printed
}

/** Nothing but a few short lines, none of them a sentence. */
function isTitlePage(pieces: readonly Piece[]): boolean {
  if (!pieces.every(({ block }) => block.kind === 'paragraph' || block.kind === 'verse')) return false
  const texts = pieces.flatMap(({ block }) => textsOf(block).map(plainInline))
  return texts.length <= MOST_ON_TITLE_PAGE && texts.every((text) => text.length <= LONGEST_TITLE && !/[.,;:]$/.test(text))
}

/** A few words by themselves at the top of a printed text, with a paragraph below. */
function isOverText([first, second]: readonly Piece[]): boolean {
  if (first?.block.kind !== 'paragraph' || second?.block.kind !== 'paragraph' || first.places.length === 0) return false
  const [title, below] = [plainInline(first.block.text), plainInline(second.block.text)]
  return title.length <= LONGEST_TITLE / 2 && startsLarge(title) && !/[.,;:!?”"’]$/.test(title) && below.length > LONGEST_TITLE
}

function withoutFirstLine(piece: Piece | undefined): Piece[] {
  if (piece?.block.kind !== 'verse') return []
  return [{ ...piece, block: { ...piece.block, lines: piece.block.lines.slice(1) }, places: piece.places.slice(1) }]
}
