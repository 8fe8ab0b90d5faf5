import type { Passage } from '#domain/anchoring/passage.ts'
import { type Random, seeded } from '#tests/bench/anchoring/random.ts'

/** A passage as somebody of a group has marked it. */
export type Mark = Passage & { id: string; creator: number; exact: string }

/** The people of the group; the first of them is the reader. */
export const PEOPLE = 12

const SYLLABLES = 'ba ce di fo gu ha le mi no pu ra se ti vo za bre cli dra fle gro pla ste tri sho'.split(' ')

/** A chapter of invented words, as the server renders one: numbered paragraphs, a list now and then, links and stress in the line. */
export function makeChapter(size: number): { html: string; text: string } {
  const random = seeded(83)
  const vocabulary = Array.from({ length: 2_000 }, () => Array.from({ length: random.whole(1, 4) }, () => random.pick(SYLLABLES)).join(''))
  const blocks: string[] = []
  let length = 0
  while (length < size) {
    const block = makeBlock(random, vocabulary, blocks.length + 1)
    blocks.push(block)
    length += textOf(block).length + 1
  }
  const html = blocks.join('\n')
  return { html, text: textOf(html) }
}

function makeBlock(random: Random, vocabulary: readonly string[], number: number): string {
  const link = `<a class="paragraph-link" href="#p${number}" aria-label="Paragraph ${number}"></a>`
  const sentence = () => {
    const words = Array.from({ length: random.whole(6, 28) }, () => {
      const word = random.pick(vocabulary)
      const chance = random.next()
      if (chance < 0.01) return `<a href="#term-${word}">${word}</a>`
      return chance < 0.03 ? `<em>${word}</em>` : word
    })
    return `${words.join(' ')}.`
  }
  const sentences = (from: number, to: number) => Array.from({ length: random.whole(from, to) }, sentence)
  if (number % 12 !== 0) return `<p id="p${number}" data-n="${number}">${link}${sentences(2, 6).join(' ')}</p>`
  const items = sentences(3, 5).map((item) => `<li>${item}</li>`)
  return `<ul id="p${number}" data-n="${number}">${link}\n${items.join('\n')}\n</ul>`
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, '')

/**
 * Passages on word borders all over a text, in its order.
 * @param words fewest and most words that a passage has
 */
export function makeMarks(text: string, count: number, [fewest, most]: [number, number]): Mark[] {
  const random = seeded(count)
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }))
  const marks = Array.from({ length: count }, (_, at): Mark => {
    const length = random.whole(fewest, most)
    const first = random.whole(0, words.length - length)
    const { start = 0 } = words[first] ?? {}
    const { end = start } = words[first + length - 1] ?? {}
    return { id: `mark-${at}`, creator: random.whole(0, PEOPLE - 1), start, end, exact: text.slice(start, end) }
  })
  return marks.sort((a, b) => a.start - b.start || b.end - a.end)
}
