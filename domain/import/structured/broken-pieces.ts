import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { headOf, tailOf } from '#domain/import/lines/broken-groups.ts'
import { joinAtHyphen } from '#domain/import/words/hyphens.ts'
import type { Lexicon } from '#domain/import/words/lexicon.ts'
import { endsSentence, isBroken, leansOn } from '#domain/import/words/sentence.ts'

/** Shorter paragraphs than this are labels and lines of addresses rather than the beginning of a sentence. */
const SHORTEST_OPEN = 20

/** Pieces with those paragraphs made one that are clearly two halves of a sentence. */
export function joinBrokenPieces(pieces: readonly Piece[], lexicon: Lexicon, report: ReportEntry[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    const whole = before && piece.entry === null ? join(before, piece, lexicon, report) : null
    if (whole) joined[joined.length - 1] = whole
    else joined.push(piece)
  }
  return joined
}

/** A letter by itself at the head of a chapter, and the rest of its word below it. */
function isInitial(last: string, first: string, lexicon: Lexicon): boolean {
  const letter = /^[“"«‘]?(\p{Lu})$/u.exec(last)?.[1]
  const rest = /^\p{L}+/u.exec(first)?.[0]
  if (letter === undefined || rest === undefined) return false
  return /^\p{Ll}/u.test(rest) ? !/^[AIOY]$/.test(letter) || lexicon.knows(letter + rest) : /^\p{Lu}{2}/u.test(rest) || rest.length === 1
}

function join(before: Piece, after: Piece, lexicon: Lexicon, report: ReportEntry[]): Piece | null {
  if (before.block.kind !== 'paragraph' || after.block.kind !== 'paragraph') return null
  if (before.block.isWhole || after.block.isWhole) return null
  const [last, first] = [plainInline(before.block.text), plainInline(after.block.text)]
  if (isInitial(last, first, lexicon)) {
    const text = before.block.text + after.block.text
    report.push({
      kind: 'joined',
      origin: after.block.origin,
      reason: 'large first letter',
      before: `${last} ¶ ${headOf(first)}`,
      after: last + headOf(first),
    })
    return { ...before, block: { ...before.block, text } }
  }
  if (last.length < SHORTEST_OPEN || endsSentence(last)) return null
  if (!isBroken(last, first) && !(after.page && leansOn(last))) return null
  report.push({
    kind: 'joined',
    origin: after.block.origin,
    reason: after.page ? 'sentence broken at the end of a page' : 'sentence broken between two paragraphs',
    before: `${tailOf(last)} ¶ ${headOf(first)}`,
    after: `${tailOf(last)} ${headOf(first)}`,
  })
  const mended = joinAtHyphen(before.block.text, after.block.text, after.block.origin, lexicon, report)
  return { ...before, block: { ...before.block, text: mended ?? `${before.block.text} ${after.block.text}` } }
}
