import { escapeInline, plainInline } from '#domain/import/blocks/inline.ts'
import type { KeptBlock, Piece, Place, TextInPieces } from '#domain/import/blocks/piece.ts'
import type { ReportEntry, SourceBlock } from '#domain/import/blocks/text.ts'
import { readTitle } from '#domain/import/heading-words/titles.ts'
import { joinBrokenGroups } from '#domain/import/lines/broken-groups.ts'
import { type Group, groupLines } from '#domain/import/lines/groups.ts'
import { findLineHeadings } from '#domain/import/lines/line-headings.ts'
import { levelIndents, measure } from '#domain/import/lines/measure.ts'
import { withNearlyListed } from '#domain/import/lines/nearly-listed.ts'
import { withoutFurniture } from '#domain/import/lines/page-furniture.ts'
import { takePageNotes, writeReferences } from '#domain/import/lines/page-notes.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { joinSpacedLists } from '#domain/import/lines/spaced-lists.ts'
import { joinAtHyphen } from '#domain/import/words/hyphens.ts'
import { type Lexicon, makeLexicon } from '#domain/import/words/lexicon.ts'
import { firstWords, lastWords, mendText } from '#domain/import/words/mends.ts'
import { endsSentence, startsLarge } from '#domain/import/words/sentence.ts'
import { withEmphasis } from '#domain/import/words/typed-emphasis.ts'

/** Blocks out of printed lines: headings, paragraphs, quotations, lists, verse and dividers, without what belongs to the page. */
export function linesToPieces(
  blocks: readonly SourceBlock[],
  words: ReadonlySet<string>,
  isEnglish: boolean,
  ids: () => string,
  report: ReportEntry[],
): TextInPieces {
  const { lines: plain, listed } = withoutFurniture(blocks, report)
  const lexicon = makeLexicon(
    plain.map((line) => line.text),
    words,
    isEnglish,
  )
  const { lines: text, notes } = takePageNotes(plain, ids, report)
  const lines = levelIndents(mendLines(text, lexicon, isEnglish, report))
  const size = measure(lines)
  const broken = joinSpacedLists(groupLines(lines, findLineHeadings(lines, size, withNearlyListed(listed, lines)), size, report))
  const groups = joinBrokenGroups(broken, size, report)
  const noted = notes.map((note): Piece => {
    const joined = joinLines(mendLines(note.lines, lexicon, isEnglish, report), lexicon, report)
    return piece(note.lines, [joined.places], (origin) => ({ kind: 'note', origin, id: note.id, text: joined.text }))
  })
  return { pieces: [...groups.flatMap((group) => piecesOf(group, lexicon, report)), ...noted], listed }
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
      const { lines, level, subtitle, role, parts } = group.heading
      const joined = whole(lines)
      const words = plainInline(joined.text)
      const label = parts.label.replace(/\s+/gu, ' ')
      const title = words.startsWith(label) ? words.slice(label.length).replace(/^[\s.:;,)\]—–-]+/u, '') : parts.title
      const heading = {
        ...piece(lines, [joined.places], (origin) => ({ kind: 'heading', origin, level, text: joined.text })),
        heading: { role, parts: { ...parts, title: title || parts.label } },
      }
      if (!subtitle) return [heading]
      const below = whole([subtitle])
      const second = piece([subtitle], [below.places], (origin) => ({
        kind: 'heading',
        origin,
        level: Math.max(3, level + 1),
        text: below.text,
      }))
      return [heading, { ...second, heading: { role: 'inner', parts: readTitle(plainInline(below.text)) } }]
    }
  }
}

function piece(lines: readonly PrintedLine[], places: Place[][], make: (origin: PrintedLine['origin']) => KeptBlock): Piece {
  return { block: make(lines[0]?.origin ?? { line: 1 }), places, page: lines[0]?.page ?? false, entry: null }
}

/** Printed lines as one text, words mended where they were hyphenated at the end of a line. */
function joinLines(lines: readonly PrintedLine[], lexicon: Lexicon, report: ReportEntry[]): { text: string; places: Place[] } {
  const places: Place[] = []
  // Only the last line is looked at: a text that grows is slow to look into.
  const parts: string[] = []
  let length = 0
  for (const line of lines) {
    const last = parts.at(-1) ?? ''
    if (line.page && endsSentence(last) && startsLarge(line.text)) doubtPage(last, line, 'perhaps a paragraph ends with this page', report)
    const next = line.text.replace(/\s+/gu, ' ')
    const mended = last === '' ? null : joinAtHyphen(last, next, line.origin, lexicon, report)
    if (mended !== null) {
      const before = mended.slice(0, mended.length - next.length)
      length += before.length - last.length
      parts[parts.length - 1] = before
    } else if (last !== '' && needsSpace(last, next)) {
      parts[parts.length - 1] = `${last} `
      length += 1
    }
    places.push({ at: length, origin: line.origin })
    parts.push(next)
    length += next.length
  }
  const text = parts.join('')
  return { text: withEmphasis(writeReferences(escapeInline(text)), lines[0]?.origin ?? { line: 1 }, report), places }
}

function needsSpace(before: string, after: string): boolean {
  return !/[\p{L}\p{N},][—–]$/u.test(before.slice(-4)) && !(isIdeograph(before.at(-1)) && isIdeograph(after[0]))
}

function doubtPage(text: string, line: PrintedLine, reason: string, report: ReportEntry[]): void {
  const around = `${lastWords(text)} ${firstWords(line.text)}`
  report.push({ kind: 'doubt', origin: line.origin, reason, before: around, after: around })
}

function isIdeograph(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u.test(character)
}
