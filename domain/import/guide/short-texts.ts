import { escapeInline, plainInline } from '#domain/import/blocks/inline.ts'

/** How long at most a piece becomes of a text that is too long for one page. */
export const PIECE = 100_000
const SENTENCE_END = /[.!?…](?:\p{Pf}|\p{Pe}|["'*])*\s+|[。！？](?:\p{Pf}|\p{Pe})*/gu
const WORD_END = /\s+/g

/**
 * A line of inline Markdown in pieces, cut where a sentence ends, else between words. Where every cut would tear emphasis or a link, the words
 * go on without them.
 * @param first how long the first piece may be
 */
export function inShortTexts(text: string, first = PIECE): string[] {
  const pieces: string[] = []
  let rest = text
  for (let most = first; rest.length > most; most = PIECE) {
    let to = endOf(rest, most)
    if (to === null) {
      rest = escapeInline(plainInline(rest))
      to = endOf(rest, most) ?? anyPlace(rest, most)
    }
    pieces.push(rest.slice(0, to).trim())
    rest = rest.slice(to)
  }
  return [...pieces, rest.trim()].filter((piece) => piece !== '')
}

/** The last end of a sentence, or of a word, before which everything that was opened is closed. */
function endOf(text: string, most: number): number | null {
  const start = text.slice(0, most)
  const isClosed = closedPlaces(start)
  for (const pattern of [SENTENCE_END, WORD_END]) {
    const ends = [...start.matchAll(pattern)].map(({ 0: found, index }) => index + found.length)
    const end = ends.findLast((at) => at > most / 2 && isClosed[at] === 1)
    if (end !== undefined) return end
  }
  return null
}

/** For each place, whether all that was opened before it is closed. */
function closedPlaces(markdown: string): Uint8Array {
  const places = new Uint8Array(markdown.length + 1)
  const open: string[] = []
  let from = 0
  const markTo = (to: number) => open.length === 0 && places.fill(1, from, to + 1)
  for (const { 0: mark, index } of markdown.matchAll(/\\.|\*+|~~|[[\]]/gs)) {
    if (mark.startsWith('\\')) continue
    markTo(index)
    from = index + mark.length
    if (open.at(-1) === mark || (mark === ']' && open.at(-1) === '[')) open.pop()
    else open.push(mark)
  }
  markTo(markdown.length)
  return places
}

/** Letters without a space between them are cut between two letters. */
function anyPlace(text: string, most: number): number {
  let to = most
  while (to > 1 && /[\\\ud800-\udbff]/.test(text[to - 1] ?? '')) to -= 1
  return to
}
