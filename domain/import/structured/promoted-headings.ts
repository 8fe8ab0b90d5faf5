import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { titleKey } from '#domain/import/heading-words/titles.ts'
import { findLineHeadings } from '#domain/import/lines/line-headings.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

const LONGEST_BOLD = 80
/** The share of a text that stands before the last heading of its title page, at most. */
const TITLE_PAGE = 0.01

/**
 * The pieces with paragraphs turned into headings that only look like paragraphs: a text whose maker used no headings has its
 * titles in capitals, in bold, or by their numbers. A text that has headings keeps what it has.
 * @param listed keys of the titles in the printed contents list
 */
export function promoteHeadings(pieces: readonly Piece[], listed: ReadonlySet<string>): Piece[] {
  if (hasHeadings(pieces)) return [...pieces]
  const lines = pieces.map((piece, at): PrintedLine => {
    const text = piece.block.kind === 'paragraph' ? plainInline(piece.block.text) : ''
    return { origin: piece.block.origin, text: text === '' ? NO_TITLE : text, indent: 0, gap: at === 0 ? 0 : 1, page: piece.page }
  })
  const headings = findLineHeadings(lines, { width: 80, wrapped: false, indented: false }, listed)
  const promoted: Piece[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (!piece) continue
    const heading = headings.get(at)
    if (piece.block.kind !== 'paragraph' || (!heading && !isBold(piece, pieces[at + 1]))) {
      promoted.push(piece)
      continue
    }
    const own = heading ? pieces.slice(at, at + heading.lines.length) : [piece]
    const text = own.map(({ block }) => (block.kind === 'paragraph' ? withoutBold(block.text) : '')).join(' ')
    const level = heading && !(heading.level > 2 && listed.has(titleKey(text))) ? heading.level : 3
    const told = heading && { role: heading.role, parts: heading.parts }
    promoted.push({ ...piece, ...(told && { heading: told }), block: { kind: 'heading', origin: piece.block.origin, level, text } })
    at += own.length - 1
  }
  return promoted
}

/** True for more than one heading or entry of the contents list, unless they all stand on the title page. */
function hasHeadings(pieces: readonly Piece[]): boolean {
  const places = pieces.flatMap((piece, at) => (piece.block.kind === 'heading' || piece.entry !== null ? [at] : []))
  const last = places.at(-1)
  if (last === undefined || places.length < 2) return false
  return textBetween(pieces, 0, last) > textBetween(pieces, 0, pieces.length) * TITLE_PAGE
}

/** Stands for what can be no heading: too long for one. */
const NO_TITLE = '.'.repeat(200)

function isBold(piece: Piece, next: Piece | undefined): boolean {
  if (piece.block.kind !== 'paragraph' || next?.block.kind !== 'paragraph') return false
  const { text } = piece.block
  return (
    text.length <= LONGEST_BOLD &&
    withoutBold(text) !== text &&
    !/[.,;:]\W*$/u.test(text) &&
    withoutBold(next.block.text) === next.block.text
  )
}

function withoutBold(text: string): string {
  return /^(\*\*|__)(?:(?!\1).)+\1$/u.test(text) ? text.slice(2, -2) : text
}
