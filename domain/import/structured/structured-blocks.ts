import { plainInline } from '#domain/import/blocks/inline.ts'
import { mapTexts, type Piece, type TextInPieces, textsOf } from '#domain/import/blocks/piece.ts'
import type { ContentsEntry, ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { isCapitals } from '#domain/import/heading-words/titles.ts'
import { findContentsLists } from '#domain/import/page/contents-list.ts'
import { findPageNumbers } from '#domain/import/page/page-numbers.ts'
import { findRunningHeads, likeness } from '#domain/import/page/running-heads.ts'
import type { Strip } from '#domain/import/page/strip.ts'
import { joinBrokenPieces } from '#domain/import/structured/broken-pieces.ts'
import { promoteHeadings } from '#domain/import/structured/promoted-headings.ts'
import { makeLexicon } from '#domain/import/words/lexicon.ts'
import { mendText } from '#domain/import/words/mends.ts'

/** A text of which fewer pages are known is no scan. */
const FEWEST_PAGES = 3

/**
 * Pieces out of the blocks of an EPUB, a DOCX, a web page or Markdown. They suffer from the same diseases as printed lines
 * where they were made from a scan; here nothing is joined but what is clearly broken.
 */
export function blocksToPieces(source: SourceText, words: ReadonlySet<string>, isEnglish: boolean, report: ReportEntry[]): TextInPieces {
  const given = givenPieces(source, report)
  const contents = withoutContentsList(given, report)
  const numbered = without(contents.pieces, findPageNumbers(contents.pieces.map(stripOf)), 'page number', report)
  const strips = numbered.map(stripOf)
  const isTitle = (at: number) => numbered[at]?.block.kind === 'heading' || numbered[at]?.entry !== null
  const isPaged = numbered.filter(({ page }) => page).length >= FEWEST_PAGES
  const found = [...findRunningHeads(strips, isTitle)].filter((at) => !isTitle(at))
  const heads = new Set(isPaged ? found : found.filter(looksPrinted(strips, found)))
  const pieces = promoteHeadings(without(numbered, heads, 'running head', report), contents.listed)
  const lexicon = makeLexicon(
    pieces.flatMap(({ block }) => textsOf(block).map(plainInline)),
    words,
    isEnglish,
  )
  const mended = pieces.map((piece) => {
    const block = mapTexts(piece.block, (text) =>
      mendText(text, { previous: '', next: '', lexicon, origin: piece.block.origin, isEnglish }, report),
    )
    return { ...piece, block }
  })
  return { pieces: joinBrokenPieces(mended, lexicon, report), listed: contents.listed }
}

function givenPieces(source: SourceText, report: ReportEntry[]): Piece[] {
  const pieces: Piece[] = []
  let page = false
  let entry: Piece['entry'] = null
  const entries = source.contents.toSorted((a, b) => a.at - b.at)
  let next = 0
  for (const [at, block] of source.blocks.entries()) {
    const here: ContentsEntry[] = []
    for (let one = entries[next]; one && one.at <= at; next += 1, one = entries[next]) here.push(one)
    if (here.length > 0) entry = entryOf(here)
    if (block.kind === 'page') {
      report.push({ kind: 'dropped', origin: block.origin, reason: 'page break', before: '', after: null })
      page = true
    }
    if (block.kind === 'page' || block.kind === 'line') continue
    pieces.push({ block, places: [], page, entry, index: at })
    page = false
    entry = null
  }
  return pieces
}

/**
 * The entry of a place at which several begin: the last one, with those above it. There is nothing under one that another of its level follows: a
 * cover, a page with a picture; but sections that are all found where the chapter above them begins are found nowhere.
 */
function entryOf(here: readonly ContentsEntry[]): Piece['entry'] {
  let lines: Omit<ContentsEntry, 'at'>[] = []
  let lost = Number.POSITIVE_INFINITY
  for (const { at: _, ...one } of here) {
    if (one.level >= lost) continue
    const above = lines.filter(({ level }) => level < one.level)
    const isAgain = lines.some(({ level }) => level === one.level)
    if (isAgain && above.length > 0) lost = one.level
    lines = isAgain && above.length > 0 ? above : [...above, one]
  }
  const last = lines.at(-1)
  return last === undefined ? null : lines.length > 1 ? { ...last, outer: lines.slice(0, -1) } : last
}

/**
 * Where nothing tells of pages, what comes again and again is a head only when it is set like one: in capitals, or beside numbers that go up as
 * those of pages do. Else it may be what a book explains, or what a program prints.
 */
function looksPrinted(strips: readonly Strip[], found: readonly number[]): (at: number) => boolean {
  const textOf = (at: number) => strips[at]?.text ?? ''
  const numberOf = (at: number) => Number(/^\d+(?=\s)|(?<=\s)\d+$/.exec(textOf(at))?.[0] ?? Number.NaN)
  const isBetween = (at: number) => /^\d+\s.*\s\d+$/.test(textOf(at))
  const numbered = found.filter((at) => !Number.isNaN(numberOf(at)) && !isBetween(at)).sort((one, other) => one - other)
  const paged = [...Map.groupBy(numbered, (at) => likeness(textOf(at))).values()].filter(
    (same) => same.length >= FEWEST_PAGES && same.every((at, index) => index === 0 || numberOf(at) > numberOf(same[index - 1] ?? at)),
  )
  const pages = new Set(paged.flat())
  return (at) => isCapitals(textOf(at)) || pages.has(at)
}

/** Only paragraphs and headings can be page numbers and running heads. */
function stripOf(piece: Piece): Strip {
  const { block, page } = piece
  const text = block.kind === 'paragraph' || block.kind === 'heading' ? plainInline(block.text) : ''
  return { text, page, gap: 1 }
}

function without(pieces: readonly Piece[], dropped: ReadonlySet<number>, reason: string, report: ReportEntry[]): Piece[] {
  const kept: Piece[] = []
  let page = false
  let entry: Piece['entry'] = null
  for (const [at, piece] of pieces.entries()) {
    if (dropped.has(at)) {
      const before = textsOf(piece.block).map(plainInline).join(' · ')
      report.push({ kind: 'dropped', origin: piece.block.origin, reason, before, after: null })
      page = true
      entry ??= piece.entry
      continue
    }
    kept.push(page || entry ? { ...piece, page: page || piece.page, entry: piece.entry ?? entry } : piece)
    page = false
    entry = null
  }
  return kept
}

function withoutContentsList(pieces: readonly Piece[], report: ReportEntry[]): TextInPieces {
  const strips = pieces.flatMap(({ block, page }, at) => {
    const texts = block.kind === 'note' || block.kind === 'quotation' ? [''] : textsOf(block)
    return texts.map((text, index) => ({ at, text: plainInline(text), page, gap: index === 0 ? 1 : 0, heading: block.kind === 'heading' }))
  })
  const found = findContentsLists(strips)
  const dropped = found.flatMap(({ from, to }) => {
    const after = strips[to]?.at ?? pieces.length
    return strips.slice(from, to).flatMap(({ at }) => (at < after ? [at] : []))
  })
  return { pieces: without(pieces, new Set(dropped), 'contents list', report), listed: new Set(found.flatMap(({ keys }) => [...keys])) }
}
