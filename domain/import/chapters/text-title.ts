import { plainInline } from '#domain/import/blocks/inline.ts'
import { type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import { titleKey } from '#domain/import/heading-words/titles.ts'
import { startsLarge } from '#domain/import/words/sentence.ts'

/** Title and writer of a text as far as its top says so; `printedTitle` are the words of the top that are the title now. */
export type TextTitle = { title: string | null; creator: string | null; printedTitle: string }

/** What stands at the top of a text. */
type Top = { part: 'front' | 'chapter' | 'back'; pieces: Piece[] }

const MOST_ON_TITLE_PAGE = 8
const LONGEST_TITLE = 80
/** Letters above the title of a text at most. */
const MOST_ABOVE = 800

/** The title of the text: the file's, else what stands by itself at its top. That is taken out where it says the same. */
export function takeTitle(first: Top | undefined, fileTitle: string | null): TextTitle {
  const none = { title: fileTitle, creator: null, printedTitle: '' }
  const head = first?.pieces[0]?.block
  if (!first || !head) return none
  const author = first.part === 'front' ? takeAuthor(first, fileTitle) : null
  if (author) return author
  const isTitle = head.kind === 'heading' || (first.part === 'front' && isTitlePage(first.pieces)) || isOverText(first.pieces)
  if (!isTitle) return (fileTitle === null ? takeLowTitle(first) : null) ?? none
  const [printed = ''] = textsOf(head).map(plainInline)
  if (fileTitle !== null && titleKey(fileTitle) !== titleKey(printed)) return none
  const rest = head.kind === 'verse' && head.lines.length > 1 ? withoutFirstLine(first.pieces[0]) : []
  first.pieces = [...rest, ...first.pieces.slice(1)]
  return { title: fileTitle ?? printed, creator: null, printedTitle: printed }
}

/** The place of the one heading of the highest level, below a few words: links to translations, a picture. */
function findLowTitle({ part, pieces }: Top): number | null {
  const at = pieces.findIndex(({ block }) => block.kind === 'heading')
  const highest = pieces.filter(({ block }) => block.kind === 'heading' && block.level === 1)
  const above = pieces.slice(0, Math.max(0, at)).flatMap(({ block }) => textsOf(block).map(plainInline))
  return part === 'front' && highest.length === 1 && highest[0] === pieces[at] && above.join('').length <= MOST_ABOVE ? at : null
}

/** True where a text has such a title. */
export const isLowTitle = (top: Top): boolean => findLowTitle(top) !== null

function takeLowTitle(first: Top): TextTitle | null {
  const at = findLowTitle(first)
  const piece = at === null ? undefined : first.pieces[at]
  if (!piece) return null
  const [printed = ''] = textsOf(piece.block).map(plainInline)
  first.pieces = first.pieces.filter((one) => one !== piece)
  return { title: printed, creator: null, printedTitle: printed }
}

/** The author's name on the line above the title, where the one looks like a name and the other does not. */
function takeAuthor(first: Top, fileTitle: string | null): TextTitle | null {
  const lines = first.pieces.flatMap((piece, at) => {
    if (!/^(?:paragraph|heading|verse)$/.test(piece.block.kind)) return []
    return textsOf(piece.block).map((text, index) => ({ text: plainInline(text), at, index }))
  })
  const [name, title] = lines
  if (fileTitle !== null || !name || !title || title.text.length > LONGEST_TITLE || !isName(name.text) || isName(title.text)) return null
  if (name.at > 1 || title.at > 1 || /[.,;:]$/.test(title.text) || /^["“«]/.test(title.text)) return null
  first.pieces = first.pieces.flatMap((piece, at) => {
    const gone = [name, title].filter((line) => line.at === at).map((line) => line.index)
    if (gone.length === 0) return [piece]
    if (piece.block.kind !== 'verse' || piece.block.lines.length === gone.length) return []
    const lines = piece.block.lines.filter((_, index) => !gone.includes(index))
    return [{ ...piece, block: { ...piece.block, lines }, places: piece.places.filter((_, index) => !gone.includes(index)) }]
  })
  return { title: title.text, creator: name.text, printedTitle: `${name.text} ${title.text}` }
}

/** Two to four words, each with a capital, none of them an article: "Ann B. Example". */
function isName(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length < 2 || words.length > 4 || /\d|['’]s(?!\p{L})/u.test(text)) return false
  const particles = /^(?:de|da|di|du|van|von|der|den|del|la|le|ter|ten|bin|ibn|al)$/
  const articles =
    /^(?:the|an?|der|die|das|ein|eine|les?|la|l|un|une|il|lo|gli|i|el|los|las|o|os|as|het|een|de|du|och|and|und|et|y|e|и|в|на)$/i
  return words.every((word, at) => (at > 0 && particles.test(word)) || (/^\p{Lu}[\p{L}.'’-]*$/u.test(word) && !articles.test(word)))
}

/** Nothing but a few short lines, none of them a sentence. */
function isTitlePage(pieces: readonly Piece[]): boolean {
  if (!pieces.every(({ block }) => block.kind === 'paragraph' || block.kind === 'verse')) return false
  const texts = pieces.flatMap(({ block }) => textsOf(block).map(plainInline))
  return texts.length <= MOST_ON_TITLE_PAGE && texts.every((text) => text.length <= LONGEST_TITLE && !/[.,;:]$/.test(text))
}

/** A few words by themselves at the top of a printed text, with a paragraph below. */
function isOverText([first, second]: readonly Piece[]): boolean {
  if (first?.block.kind !== 'paragraph' || second?.block.kind !== 'paragraph' || first.places.length === 0) return false
  const [title, below] = [plainInline(first.block.text), plainInline(second.block.text)]
  return title.length <= LONGEST_TITLE / 2 && startsLarge(title) && !/[.,;:!?”"’]$/.test(title) && below.length > LONGEST_TITLE
}

function withoutFirstLine(piece: Piece | undefined): Piece[] {
  if (piece?.block.kind !== 'verse') return []
  return [{ ...piece, block: { ...piece.block, lines: piece.block.lines.slice(1) }, places: piece.places.slice(1) }]
}
