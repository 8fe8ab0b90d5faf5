import { append } from '#domain/import/blocks/long-lists.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { looseNotes, pairNotes } from '#domain/import/notes/pair-notes.ts'

/** How many blocks above a note may refer to it: a number in brackets is one of its kind, a star is soon another's. */
const FURTHEST = { square: 12, sign: 4 }

/**
 * Pairs the notes that stand between two paragraphs, right below the one that refers to them. Those at the end of a section may belong
 * to all of it and are left to others.
 * @param ids gives a new id at each call
 */
export function pairNotesBelow(pieces: readonly Piece[], ids: () => string, report: ReportEntry[]): Piece[] {
  const settled: Piece[] = []
  let at = 0
  while (at < pieces.length) {
    let to = at
    while (to < pieces.length && isSetBelow(pieces[to])) to += 1
    const notes = pieces.slice(at, to)
    const next = pieces[to]
    if (notes.length === 0 || !next || settled.length === 0) {
      append(settled, notes.length === 0 && next ? [next] : notes)
      at = Math.max(to, at + 1)
      continue
    }
    for (const note of notes) append(settled, pairOne(settled, note, ids, report))
    at = to
  }
  return settled
}

/** A paragraph that begins with a star or a number in brackets. */
function isSetBelow(piece: Piece | undefined): boolean {
  if (piece?.block.kind !== 'paragraph' && piece?.block.kind !== 'verse') return false
  return looseNotes(piece).some(({ mark }) => mark.kind === 'square' || mark.kind === 'sign')
}

/** Puts the reference into the paragraphs above, where exactly one of them has it. */
function pairOne(above: Piece[], piece: Piece, ids: () => string, report: ReportEntry[]): Piece[] {
  const notes = looseNotes(piece)
  const reach = notes[0]?.mark.kind === 'square' ? FURTHEST.square : FURTHEST.sign
  const from = Math.max(0, above.length - reach)
  const paired = pairNotes(above.slice(from), notes, ids, report)
  if (paired.notes.length === 0) return [piece]
  above.splice(from, reach, ...paired.body)
  return paired.notes
}
