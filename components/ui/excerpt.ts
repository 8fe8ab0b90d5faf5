import { boundaryBefore } from '#domain/anchoring/graphemes.ts'

const ELLIPSIS = '…'
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * The beginning of a quote on one line, cut between words.
 * @param longest in UTF-16 units, without the ellipsis
 */
export function excerpt(quote: string, longest = 70): string {
  const line = quote.replace(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const fitting = [...words.segment(line.slice(0, longest + 40))].filter(({ index, segment }) => index + segment.length <= longest)
  const end = fitting.at(-1)
  const cut = end ? line.slice(0, end.index + end.segment.length) : line.slice(0, boundaryBefore(line, longest))
  return cut.replace(/[\s\p{P}]+$/u, '') + ELLIPSIS
}
