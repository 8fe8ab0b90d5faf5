import type { Piece } from '#domain/import/blocks/piece.ts'

/** Letters of the paragraphs between two pieces. */
export function textBetween(pieces: readonly Piece[], from: number, to: number): number {
  let letters = 0
  for (let at = from; at < Math.min(to, pieces.length); at += 1) {
    const block = pieces[at]?.block
    if (block && 'text' in block && block.kind !== 'note' && block.kind !== 'heading') letters += block.text.length
    else if (block?.kind === 'verse') letters += block.lines.join(' ').length
    else if (block?.kind === 'quotation') letters += block.paragraphs.join(' ').length
    else if (block?.kind === 'list') letters += block.items.join(' ').length
  }
  return letters
}

/** Letters of the paragraphs between a heading and the next one, of whatever level. */
export function textBelow(pieces: readonly Piece[], at: number): number {
  let to = at + 1
  while (to < pieces.length && pieces[to]?.block.kind !== 'heading') to += 1
  return textBetween(pieces, at + 1, to)
}
