import { plainInline } from '#domain/import/blocks/inline.ts'
import { append } from '#domain/import/blocks/long-lists.ts'
import { originAt, type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { listOddChapters } from '#domain/import/chapters/odd-chapters.ts'
import type { PieceSection } from '#domain/import/chapters/piece-section.ts'
import { makeLexicon } from '#domain/import/words/lexicon.ts'
import { firstWords, lastWords } from '#domain/import/words/mends.ts'
import { type Oddity, oddWordsBy } from '#domain/import/words/odd-words.ts'
import { isClosed, startsSmall } from '#domain/import/words/sentence.ts'

const LONE_SYMBOL = /(?<=^|\s)(?:[|~^_={}<>\\§¢©®■□¦¬¤¶]+|\]|\[|•|(?<=^\s*)·|·(?=\s*$))(?=\s|$)/gu
const NO_SPACE = /(?<=\p{Ll}{2}|\d)[,;:!?]["“]?(?=\p{L}{2})|(?<=\p{Ll}{3})\.(?=\p{Lu}\p{Ll}{2})|(?<=\d,)["“](?=\p{L})/gu
const STROKE =
  /(?:(?<![\p{L}\p{N}.’'])l|(?<=\p{Ll},? )1)(?= (?:am|was|have|had|will|would|shall|should|can|could|do|did|think|know|thought|knew|must)\b)/gu
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s)\]]+|[^\s(]+@[^\s)]+\.[^\s)]+/gu

/** What each of these needs: most paragraphs have none of it. */
const SYMBOL = /[|~^_={}<>\\§¢©®■□¦¬¤¶[\]•·]/
const MARK_BEFORE_LETTER = /[,;:!?.]["“]?\p{L}/u
const L_OR_ONE = /[l1] (?:am|ha|[wcd]|sh|th|kn|must)/

/** What looks wrong in the sections and was left as it is. */
export function listDoubts(sections: readonly PieceSection[], words: ReadonlySet<string>): ReportEntry[] {
  const plain = new Map<Piece, string[]>()
  for (const { pieces } of sections) for (const piece of pieces) plain.set(piece, textsOf(piece.block).map(plainInline))
  const lexicon = makeLexicon([...plain.values()].flat(), words)
  const findOddWords = oddWordsBy(lexicon)
  const doubts: ReportEntry[] = listOddChapters(sections)
  for (const section of sections) {
    for (const [at, piece] of section.pieces.entries()) {
      for (const [index, text] of (plain.get(piece) ?? []).entries()) {
        const bare = /@|www|:\/\//.test(text) ? text.replace(ADDRESS, (address) => ' '.repeat(address.length)) : text
        const found = [...listSymbols(bare), ...findOddWords(bare), ...findUnbalanced(bare, opensQuotation(section.pieces[at + 1]))]
        if (piece.block.kind === 'paragraph' && !isOnTitlePage(section, text)) append(found, findEnds(text))
        for (const oddity of found.sort((a, b) => a.at - b.at)) doubts.push(entryOf(oddity, text, piece, index))
      }
    }
  }
  return doubts
}

function entryOf({ at, length, reason }: Oddity, text: string, piece: Piece, index: number): ReportEntry {
  const around = lastWords(text.slice(0, at)) + text.slice(at, at + length) + firstWords(text.slice(at + length))
  return { kind: 'doubt', origin: originAt(piece, index, at), reason, before: around, after: around }
}

function listSymbols(text: string): Oddity[] {
  const all = (pattern: RegExp, needed: RegExp, reason: string) =>
    needed.test(text) ? [...text.matchAll(pattern)].map((found) => ({ at: found.index, length: found[0].length, reason })) : []
  return [
    ...all(LONE_SYMBOL, SYMBOL, 'a symbol by itself'),
    ...all(NO_SPACE, MARK_BEFORE_LETTER, 'no space after a mark'),
    ...all(STROKE, L_OR_ONE, 'perhaps the word I'),
  ]
}

/** Quotation marks and brackets of which one half is missing; a quotation may go on in the next paragraph. */
function findUnbalanced(text: string, goesOn: boolean): Oddity[] {
  const count = (mark: string) => text.split(mark).length - 1
  const doubts: Oddity[] = []
  const lack = count('“') - count('”')
  const straight = count('"')
  if ((lack !== 0 && !(lack === 1 && goesOn)) || straight % 2 === 1) {
    const at = straight % 2 === 1 ? text.lastIndexOf('"') : lack > 0 ? text.lastIndexOf('“') : text.lastIndexOf('”')
    doubts.push({ at, length: 1, reason: 'quotation mark without its other half' })
  }
  const bracket = loneBracket(text)
  if (bracket !== null) doubts.push({ at: bracket, length: 1, reason: 'bracket without its other half' })
  return doubts
}

/** Where a bracket stands alone; those of "a)" and "1)" do not count. */
function loneBracket(text: string): number | null {
  const open: number[] = []
  for (const found of text.matchAll(/[()]/g)) {
    if (found[0] === '(') open.push(found.index)
    else if (open.pop() === undefined && !/(?:^|\s)[\p{L}\d]{1,3}$/u.test(text.slice(Math.max(0, found.index - 4), found.index)))
      return found.index
  }
  return open[0] ?? null
}

function opensQuotation(next: Piece | undefined): boolean {
  return next?.block.kind === 'paragraph' && /^["“]/.test(next.block.text)
}

/** Names and addresses before the chapters are no sentences. */
function isOnTitlePage({ part }: PieceSection, text: string): boolean {
  return part === 'front' && text.length <= 60
}

function findEnds(text: string): Oddity[] {
  const doubts: Oddity[] = []
  if (startsSmall(text)) doubts.push({ at: 0, length: 1, reason: 'paragraph begins with a small letter' })
  if (!isClosed(text)) doubts.push({ at: text.length, length: 0, reason: 'paragraph ends without a closing mark' })
  return doubts
}
