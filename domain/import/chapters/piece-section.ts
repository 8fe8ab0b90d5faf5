import { escapeInline, plainInline } from '#domain/import/blocks/inline.ts'
import { append } from '#domain/import/blocks/long-lists.ts'
import { mapTexts, type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import type { ImportedSection, Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import { Divisions } from '#domain/import/chapters/divisions.ts'
import type { Opening } from '#domain/import/chapters/opening.ts'
import { withoutOwnName } from '#domain/import/chapters/own-name.ts'
import { inOrder } from '#domain/import/chapters/parts.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { isLowTitle, type TextTitle, takeTitle } from '#domain/import/chapters/text-title.ts'
import { isBareLabel, type TitleParts, titleKey } from '#domain/import/heading-words/titles.ts'
import { withoutMarks } from '#domain/import/notes/title-marks.ts'

/** A part of the text on its way: its title, and what is in it. */
export type PieceSection = {
  part: ImportedSection['part']
  title: string
  division: string | null
  number: number | null
  word: string | null
  origin: Origin
  pieces: Piece[]
}

/** Letters of a title page at most. */
const TITLE_PAGE = 300

/** What cutting gave, and what the top of the text says of it. */
export type Cut = TextTitle & { sections: PieceSection[] }

/** Cuts a text into sections. A heading of a division is said of every chapter below it; what stands under it begins the first. */
export function cutSections(
  pieces: readonly Piece[],
  found: readonly Opening[],
  file: { title: string | null; creator: string | null },
  report: ReportEntry[],
): Cut {
  const { title: fileTitle } = file
  const { openings, gone } = withoutOwnName(titlePageFirst(pieces, found, fileTitle), pieces, file, report)
  const between = (from: number, to: number | undefined) => pieces.slice(from, to ?? pieces.length).filter((piece) => !gone.has(piece))
  const hasChapters = openings.some((opening) => opening.part === 'chapter')
  const before = between(0, openings[0]?.at)
  const sections: PieceSection[] = [
    {
      part: hasChapters ? 'front' : 'chapter',
      title: '',
      division: null,
      number: null,
      word: null,
      origin: originOf(before[0]),
      pieces: before,
    },
  ]
  const divisions = new Divisions()
  let waiting: Piece[] = []
  let unsaid: Unsaid[] = []
  for (const [index, opening] of openings.entries()) {
    const { part, parts, at, count } = opening
    const own = between(at + count, openings[index + 1]?.at)
    const isLast = !openings.slice(index + 1).some((other) => other.part === 'chapter')
    if (part === 'division' && !isLast) {
      const heading = pieces.slice(at, at + count)
      const title = titleOf(heading, parts)
      divisions.enter(parts, title, waiting.length === 0 && openings[index - 1]?.part === 'division')
      waiting = giveBack(unsaid, waiting, (one) => one.title !== divisions.outside)
      unsaid = [...unsaid.filter((one) => one.title === divisions.outside), { title, heading, section: null }]
      append(waiting, own)
      continue
    }
    // A cover: an entry of the contents list under which there is nothing to read.
    if (count === 0 && own.length === 0 && waiting.length === 0) continue
    if (count > 0 && parts.label !== '' && !isBareLabel(parts)) {
      report.push({ kind: 'dropped', origin: originOf(pieces[at]), reason: 'number of a title', before: parts.label, after: null })
    }
    const kind = part === 'division' ? 'chapter' : part
    if (kind === 'back' || opening.beside) {
      divisions.leave()
      waiting = giveBack(unsaid, waiting, () => true)
    }
    if (kind !== 'front') unsaid = []
    const { title, marks } = count > 0 ? withoutMarks(parts.title) : { title: parts.title, marks: [] }
    const references = pieces
      .slice(at, at + count)
      .flatMap((piece) => textsOf(piece.block).flatMap((text) => text.match(/(?<!\\)\[\^[^\]]+\]/g) ?? []))
    sections.push({
      part: kind,
      title,
      division: kind === 'chapter' ? divisions.current : null,
      number: parts.number,
      word: parts.word,
      origin: originOf(pieces[at]),
      pieces: withReferences([...waiting, ...takeHeadings(sections, fileTitle), ...own], references, marks.map(escapeInline)),
    })
    for (const one of unsaid) one.section ??= sections.at(-1) ?? null
    waiting = []
  }
  giveBack(unsaid, waiting, () => true)
  const top = takeTitle(sections[0], fileTitle)
  const [first, ...rest] = withoutTitlePages(sections, top)
  if (!first || (first.pieces.length === 0 && rest.length > 0)) return { ...top, sections: inOrder(rest) }
  if (!hasChapters) {
    first.title = top.title ?? ''
    if (top.printedTitle === first.title) top.printedTitle = ''
  }
  return { ...top, sections: inOrder([first, ...rest]) }
}

/** Half titles and title pages that say the title of the text and nothing else are no sections: the title says it. */
function withoutTitlePages(sections: readonly PieceSection[], top: TextTitle): PieceSection[] {
  return sections.filter(({ title, pieces }) => {
    const isEmpty = pieces.length === 0 && title !== '' && top.title !== null && titleKey(title) === titleKey(top.title)
    if (isEmpty) top.printedTitle = `${top.printedTitle} ${title}`
    return !isEmpty
  })
}

/** A heading of a division of which no chapter has told yet, and what stands before the chapters that opened below it. */
type Unsaid = { title: string; heading: Piece[]; section: PieceSection | null }

/** A division without chapters, as on a title page, is no division: its heading is text where it stood. Gives what waits, with that. */
function giveBack(unsaid: readonly Unsaid[], waiting: Piece[], isNone: (one: Unsaid) => boolean): Piece[] {
  const none = unsaid.filter(isNone)
  for (const { section, heading } of none.toReversed()) if (section) section.pieces = [...heading, ...section.pieces]
  return [...none.flatMap(({ section, heading }) => (section ? [] : heading)), ...waiting]
}

/** The whole heading of a division, its number included: "Part Two: The River". */
function titleOf(heading: readonly Piece[], { title, label }: TitleParts): string {
  const words = heading
    .map(({ block }) => (block.kind === 'heading' || block.kind === 'paragraph' ? plainInline(block.text) : ''))
    .join(' ')
  return words.trim() || (label !== title && label ? `${label}${/\p{Script=Han}\W*$/u.test(label) ? '' : ' '}${title}` : title)
}

const originOf = (piece: Piece | undefined): Origin => piece?.block.origin ?? { line: 1 }

/** A note on a title stands at the first words below it: a title in a list of chapters can have none. What is a mark must follow a word. */
function withReferences(pieces: Piece[], references: readonly string[], marks: readonly string[]): Piece[] {
  if (references.length + marks.length === 0) return pieces
  const at = pieces.findIndex(({ block }) => block.kind !== 'note' && textsOf(block).length > 0)
  const refer = (text: string) => {
    const marked = text.replace(/^[^\s[\]\\]+(?=\s)|^/u, (word) => `${word}${marks.join('')}${word === '' && marks.length > 0 ? ' ' : ''}`)
    return references.length > 0 ? `${references.join('')} ${marked}` : marked
  }
  return pieces.map((piece, index) => {
    if (index !== at) return piece
    return { ...piece, block: mapTexts(piece.block, (text, place) => (place === 0 ? refer(text) : text)) }
  })
}

/** A title page that is set like a chapter is none: it says the book's title and next to nothing else. */
function titlePageFirst(pieces: readonly Piece[], found: readonly Opening[], fileTitle: string | null): Opening[] {
  const [opening, next, another] = found
  if (!opening || !next || opening.part !== 'chapter' || opening.parts.number !== null) return [...found]
  const isNamed = fileTitle !== null && titleKey(fileTitle) === titleKey(opening.parts.title)
  const below = textBetween(pieces, opening.at + opening.count, next.at)
  if (opening.at > 0 || (next.part === 'chapter' && !another))
    return isNamed && below <= TITLE_PAGE && another ? [{ ...opening, part: 'front' }, ...found.slice(1)] : [...found]
  // Word processors set the title on the level of the chapters: then it is what `takeTitle` finds.
  if (opening.count > 0 && next.at === opening.count && (fileTitle === null || isNamed)) return found.slice(1)
  return isNamed && below <= TITLE_PAGE ? [{ ...opening, part: 'front' }, ...found.slice(1)] : [...found]
}

/** The headings at the end of the last section, which announce what comes next. Those at the top of the text are its title. */
function takeHeadings(sections: readonly PieceSection[], fileTitle: string | null): Piece[] {
  const last = sections.at(-1)
  if (!last) return []
  let from = last.pieces.length
  while (from > 0 && announces(last.pieces[from - 1])) from -= 1
  if (sections.length === 1 && (from === 0 || (fileTitle === null && isLowTitle(last)))) return []
  const taken = last.pieces.slice(from)
  last.pieces = last.pieces.slice(0, from)
  return taken
}

/** True for a heading that is not "END OF THE FIRST ACT". */
function announces(piece: Piece | undefined): boolean {
  return piece?.block.kind === 'heading' && !/^(?:end of|ende des|fin d[ue]|fine d|fim d|einde van)/iu.test(plainInline(piece.block.text))
}
