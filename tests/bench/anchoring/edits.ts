import type { Random } from '#tests/bench/anchoring/random.ts'

/**
 * A piece of a new edition. `start` and `end` say which part of the text before it comes from, or `start` is null
 * for new words. `copied` is false for words that were put in place of others.
 */
export type Piece = { text: string; start: number | null; end: number; copied: boolean }

export type Edit =
  | 'words'
  | 'rewrite'
  | 'scan'
  | 'delete-sentence'
  | 'insert-sentence'
  | 'replace-sentence'
  | 'swap-sentences'
  | 'delete'
  | 'insert'
  | 'replace'
  | 'split'

/** What edits draw on: paragraphs and words that do not stand in the text, and chance. */
export type Supply = { unrelated: string[]; words: string[]; random: Random }

/** Edits one paragraph into any number of paragraphs. */
export function editParagraph(piece: Piece, edit: Edit, supply: Supply): Piece[][] {
  const { random, unrelated } = supply
  const sentences = cutPiece(piece, splitSentences(piece.text))
  const at = random.whole(0, sentences.length - 1)
  const newParagraph = () => [added(random.pick(unrelated))]
  const newSentence = () => added(`${random.pick(splitSentences(random.pick(unrelated))).trim()} `)
  switch (edit) {
    case 'words':
      return [editWords(piece, 0.03 + random.next() * 0.15, supply)]
    case 'rewrite':
      return [editWords(piece, 0.25 + random.next() * 0.2, supply)]
    case 'scan':
      return [scan(piece, 0.01 + random.next() * 0.06, random)]
    case 'delete-sentence':
      return [sentences.toSpliced(at, 1)].filter((pieces) => pieces.length > 0)
    case 'insert-sentence':
      return [sentences.toSpliced(at, 0, newSentence())]
    case 'replace-sentence':
      return [sentences.toSpliced(at, 1, newSentence())]
    case 'swap-sentences':
      return [sentences.length > 1 ? sentences.toSpliced(0, 2, sentences[1] as Piece, sentences[0] as Piece) : sentences]
    case 'delete':
      return []
    case 'insert':
      return random.next() < 0.5 ? [[piece], newParagraph()] : [newParagraph(), [piece]]
    case 'replace':
      return [newParagraph()]
    case 'split':
      return [sentences.slice(0, at), sentences.slice(at)].filter((pieces) => pieces.length > 0)
  }
}

const sentenceSegmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })
const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
const graphemeSegmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The sentences of a text, with the space after them. */
export function splitSentences(text: string): string[] {
  return Array.from(sentenceSegmenter.segment(text), (sentence) => sentence.segment)
}

/** The words of a text, where they start and end. */
export function findWords(text: string): { start: number; end: number }[] {
  return Array.from(wordSegmenter.segment(text))
    .filter((word) => word.isWordLike || /\p{Extended_Pictographic}/u.test(word.segment))
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }))
}

function added(text: string): Piece {
  return { text, start: null, end: 0, copied: false }
}

/** Cuts a copied piece into consecutive parts. */
function cutPiece(piece: Piece, parts: string[]): Piece[] {
  let start = piece.start ?? 0
  return parts.map((text) => {
    const part = { text, start, end: start + text.length, copied: true }
    start = part.end
    return part
  })
}

/** Replaces, drops and adds words, each with a third of the given chance. */
function editWords(piece: Piece, rate: number, { words, random }: Supply): Piece[] {
  const parts = Array.from(wordSegmenter.segment(piece.text))
  const pieces = cutPiece(
    piece,
    parts.map((part) => part.segment),
  )
  return pieces.flatMap((part, i) => {
    const chance = random.next()
    if (!parts[i]?.isWordLike || chance >= rate) return [part]
    if (chance < rate / 3) return [{ ...part, text: random.pick(words), copied: false }]
    if (chance < (rate * 2) / 3) return []
    return [part, added(` ${random.pick(words)}`)]
  })
}

const MISREADINGS: Record<string, string> = {
  e: 'c',
  m: 'rn',
  l: '1',
  o: '0',
  i: 'l',
  h: 'b',
  n: 'u',
  a: 'o',
  s: '5',
  t: 'f',
  c: 'e',
  u: 'n',
}

/** Misreads, drops and doubles single characters, as scanning does. */
function scan(piece: Piece, rate: number, random: Random): Piece[] {
  const parts = Array.from(graphemeSegmenter.segment(piece.text), (part) => part.segment)
  return joinCopied(
    cutPiece(piece, parts).flatMap((part) => {
      const chance = random.next()
      if (chance >= rate) return [part]
      if (chance < rate * 0.7) return [{ ...part, text: MISREADINGS[part.text] ?? '·', copied: false }]
      return chance < rate * 0.85 ? [] : [part, added(part.text)]
    }),
  )
}

/** Puts neighbouring copied pieces back together, to keep the account short. */
function joinCopied(pieces: Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last?.copied && piece.copied && last.end === piece.start)
      joined[joined.length - 1] = { ...last, text: last.text + piece.text, end: piece.end }
    else joined.push(piece)
  }
  return joined
}
