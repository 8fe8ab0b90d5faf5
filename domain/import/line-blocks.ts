import { joinBrokenGroups } from '#domain/import/broken-groups.ts'
import { findContentsList } from '#domain/import/contents-list.ts'
import { type Group, groupLines } from '#domain/import/groups.ts'
import { joinAtHyphen } from '#domain/import/hyphens.ts'
import { escapeInline } from '#domain/import/inline.ts'
import { type Lexicon, makeLexicon } from '#domain/import/lexicon.ts'
import { findLineHeadings } from '#domain/import/line-headings.ts'
import { levelIndents, measure, withoutDoubleSpacing } from '#domain/import/measure.ts'
import { firstWords, lastWords, mendText } from '#domain/import/mends.ts'
import { takePageNotes, writeReferences } from '#domain/import/page-notes.ts'
import { findPageNumbers } from '#domain/import/page-numbers.ts'
import type { KeptBlock, Piece, Place, TextInPieces } from '#domain/import/piece.ts'
import { type PrintedLine, printedLines, withoutLines, withStrayPages } from '#domain/import/printed-line.ts'
import { findRunningHeads } from '#domain/import/running-heads.ts'
import { endsSentence, startsLarge } from '#domain/import/sentence.ts'
import type { ReportEntry, SourceBlock } from '#domain/import/text.ts'
import { readTitle, titleKey } from '#domain/import/titles.ts'

/** Blocks out of printed lines: headings, paragraphs, quotations, lists, verse and dividers, without what belongs to the page. */
export function linesToPieces(
  blocks: readonly SourceBlock[],
  words: ReadonlySet<string>,
  isEnglish: boolean,
  ids: () => string,
  report: ReportEntry[],
): TextInPieces {
  const numbered = withStrayPages(withoutDoubleSpacing(printedLines(blocks)))
  reportPages(blocks, report)
  const headed = drop(numbered, findPageNumbers(numbered), 'page number', report, true)
  const contents = findContentsList(headed)
  const listed = contents?.keys ?? new Set<string>()
  const within = new Set(contents ? Array.from({ length: contents.to - contents.from }, (_, at) => contents.from + at) : [])
  const printed = drop(headed, within, 'contents list', report, false)
  const isTitle = (at: number) =>
    listed.has(titleKey(readTitle(printed[at]?.text ?? '').title)) || readTitle(printed[at]?.text ?? '').number !== null
  const plain = drop(printed, findRunningHeads(printed, isTitle), 'running head', report, true)
  const lexicon = makeLexicon(
    plain.map((line) => line.text),
    words,
  )
  const { lines: text, notes } = takePageNotes(plain, ids, report)
  const lines = levelIndents(mendLines(text, lexicon, isEnglish, report))
  const size = measure(lines)
  const groups = joinBrokenGroups(groupLines(lines, findLineHeadings(lines, size, listed), size), size, report)
  const noted = notes.map((note): Piece => {
    const joined = joinLines(mendLines(note.lines, lexicon, isEnglish, report), lexicon, report)
    return piece(note.lines, [joined.places], (origin) => ({ kind: 'note', origin, id: note.id, text: joined.text }))
  })
  return { pieces: [...groups.flatMap((group) => piecesOf(group, lexicon, report)), ...noted], listed }
}

function reportPages(blocks: readonly SourceBlock[], report: ReportEntry[]): void {
  for (const block of blocks) {
    const breaks = block.kind === 'page' ? 1 : block.kind === 'line' ? block.text.split('\f').length - 1 : 0
    for (let at = 0; at < breaks; at += 1)
      report.push({ kind: 'dropped', origin: block.origin, reason: 'form feed', before: '', after: null })
  }
}

function drop(lines: PrintedLine[], dropped: ReadonlySet<number>, reason: string, report: ReportEntry[], asPage: boolean): PrintedLine[] {
  if (dropped.size === 0) return lines
  for (const [at, line] of lines.entries()) {
    if (dropped.has(at)) report.push({ kind: 'dropped', origin: line.origin, reason, before: line.text, after: null })
  }
  return withoutLines(lines, (at) => dropped.has(at), asPage)
}

function mendLines(lines: readonly PrintedLine[], lexicon: Lexicon, isEnglish: boolean, report: ReportEntry[]): PrintedLine[] {
  return lines.map((line, at) => {
    const text = mendText(
      line.text,
      { previous: lines[at - 1]?.text ?? '', next: lines[at + 1]?.text ?? '', lexicon, origin: line.origin, isEnglish },
      report,
    )
    return text === line.text ? line : { ...line, text }
  })
}

function piecesOf(group: Group, lexicon: Lexicon, report: ReportEntry[]): Piece[] {
  const whole = (lines: readonly PrintedLine[]) => joinLines(lines, lexicon, report)
  switch (group.shape) {
    case 'divider':
      return [piece(group.lines, [], (origin) => ({ kind: 'divider', origin }))]
    case 'paragraph': {
      const joined = whole(group.lines)
      return [piece(group.lines, [joined.places], (origin) => ({ kind: 'paragraph', origin, text: joined.text }))]
    }
    case 'quotation': {
      const joined = group.paragraphs.map(whole)
      const places = joined.map((one) => one.places)
      return [
        piece(group.paragraphs.flat(), places, (origin) => ({ kind: 'quotation', origin, paragraphs: joined.map((one) => one.text) })),
      ]
    }
    case 'list': {
      const joined = group.items.map(whole)
      const places = joined.map((one) => one.places)
      return [
        piece(group.items.flat(), places, (origin) => ({
          kind: 'list',
          origin,
          ordered: group.ordered,
          items: joined.map((one) => one.text),
        })),
      ]
    }
    case 'verse': {
      const joined = group.lines.map((line) => whole([line]))
      const places = joined.map((one) => one.places)
      return [piece(group.lines, places, (origin) => ({ kind: 'verse', origin, lines: joined.map((one) => one.text) }))]
    }
    case 'heading': {
      const { lines, level, subtitle } = group.heading
      const joined = whole(lines)
      const heading = piece(lines, [joined.places], (origin) => ({ kind: 'heading', origin, level, text: joined.text }))
      if (!subtitle) return [heading]
      const below = whole([subtitle])
      return [
        heading,
        piece([subtitle], [below.places], (origin) => ({ kind: 'heading', origin, level: Math.max(3, level + 1), text: below.text })),
      ]
    }
  }
}

function piece(lines: readonly PrintedLine[], places: Place[][], make: (origin: PrintedLine['origin']) => KeptBlock): Piece {
  return { block: make(lines[0]?.origin ?? { line: 1 }), places, page: lines[0]?.page ?? false, entry: null }
}

/** Printed lines as one text, words mended where they were hyphenated at the end of a line. */
function joinLines(lines: readonly PrintedLine[], lexicon: Lexicon, report: ReportEntry[]): { text: string; places: Place[] } {
  const places: Place[] = []
  let text = ''
  for (const line of lines) {
    if (line.page && endsSentence(text) && startsLarge(line.text)) doubtPage(text, line, 'perhaps a paragraph ends with this page', report)
    const next = line.text.replace(/\s+/gu, ' ')
    const mended = text === '' ? null : joinAtHyphen(text, next, line.origin, lexicon, report)
    const glue = text === '' || /[\p{L}\p{N},][—–]$/u.test(text) || (isIdeograph(text.at(-1)) && isIdeograph(next[0])) ? '' : ' '
    places.push({ at: mended === null ? text.length + glue.length : mended.length - next.length, origin: line.origin })
    text = mended ?? text + glue + next
  }
  return { text: writeReferences(escapeInline(text)), places }
}

function doubtPage(text: string, line: PrintedLine, reason: string, report: ReportEntry[]): void {
  const around = `${lastWords(text)} ${firstWords(line.text)}`
  report.push({ kind: 'doubt', origin: line.origin, reason, before: around, after: around })
}

function isIdeograph(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u.test(character)
}
