import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '#domain/anchoring/compare.ts'
import { reanchor } from '#domain/anchoring/reanchor.ts'

const before = (text: string, quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length })

function follow(one: string, other: string, quote: string): string {
  const [result] = reanchor(one, other, [before(one, quote)])
  return result && result.kind !== 'lost' ? `${result.kind}: ${other.slice(result.start, result.end)}` : 'lost'
}

test('a short sentence that changed places with its neighbour is found, though it also stands elsewhere', () => {
  const short = 'The ferry had left.'
  const long = 'Of some forty passengers on the quay a dozen turned back at once, and the rest sat down on their cases to wait.'
  const rest = 'Nobody came to tell them anything. The clock over the customs house struck nine and then, out of habit, ten.'
  const other = 'In the next town it was no better, and the shops stayed shut until the afternoon.'
  const one = [`${short} ${long} ${rest}`, other].join('\n\n')
  expect(follow(one, [`${long} ${short} ${rest}`, other].join('\n\n'), 'The ferry had left')).toBe('moved: The ferry had left')
  expect(follow(one, [`${long} ${short} ${rest}`, `${other} ${'A much later hour. '.repeat(60)}${short}`].join('\n\n'), 'ferry had')).toBe(
    'moved: ferry had',
  )
})

test('a paragraph that moved takes its opening words along, though others open alike where it stood', () => {
  const moved = 'The last chapter of her memoirs is a list of the gardens that she had planted, with what became of each of them.'
  const alike = 'The last chapter of the atlas is blank, and the printer had numbered its pages all the same.'
  const others = ['Queues formed before eight.', 'A dog slept in the doorway of the archive.', 'The reading room smelled of wet coats.']
  const one = [others[0], moved, others[1], alike, others[2]].join('\n\n')
  const two = [others[0], alike, others[1], others[2], moved].join('\n\n')
  expect(follow(one, two, 'The last chapter of her')).toMatch(/^(same|moved): The last chapter of her$/)
})

test('words that were run together, or taken apart, stay where they are', () => {
  const apart = 'They hid in the reeds. Nora wrote to the harbour master that evening, and nothing came of it.'
  const joined = apart.replace('Nora wrote', 'Norawrote')
  expect(follow(apart, joined, 'Nora wrote to the')).toBe('changed: Norawrote to the')
  expect(follow(joined, apart, 'Norawrote to the')).toMatch(/^changed: (Nora )?wrote to the$/)
})

const QUAY = [
  'Nobody at the quay had seen the barge come in. Its ropes were wet and its lamps were out.',
  'The customs officer wrote three pages about it that evening. They were kept in a drawer for years.',
  'In the boarding house they told it otherwise. A cook had heard singing, and two sailors swore to a bell.',
  'Spring came late that year. The ice stayed in the upper harbour until the second week of April.',
]

test('a short sentence that stands word for word is kept, though everything around it is new', () => {
  const one = [QUAY[0], `${QUAY[1]} It was a Tuesday. ${QUAY[2]}`, QUAY[3]].join('\n\n')
  const two = [QUAY[0], 'Rents rose twice before summer. It was a Tuesday. Some goats had eaten every hedge along our lane.', QUAY[3]].join(
    '\n\n',
  )
  expect(follow(one, two, 'It was a Tuesday')).toBe('same: It was a Tuesday')
})

test('a few words that kept their order are kept where nearly every other word around them is another', () => {
  const start = 'Wet snow fell all morning. The clerks lit their lamps early and the porters sat indoors.'
  const one = `${start} In June the crew of a dredger Pelican took over their ship. In October every carter of Redwharf joined a strike.`
  const two = `${start} Later my crew from our hidden bakery took over their ship when Monday arrived. Some drummers near Longlane drifted by.`
  expect(follow(one, two, 'took over their')).toBe('same: took over their')
})

test('a short sentence that went far is found, though the words that open it also open the one after it', () => {
  const filler = Array.from(
    { length: 40 },
    (_, i) => `Entry ${i} in the register of the port names ${i * 7 + 3} sacks and ${i * 3 + 1} kegs.`,
  )
  const one = [QUAY[0], 'The ledger does not mention them here. The ledger of 1911 had burned with the old exchange.', ...filler].join(
    '\n\n',
  )
  const two = [QUAY[0], 'The ledger of 1911 had burned with the old exchange.', ...filler, 'The ledger does not mention them here.'].join(
    '\n\n',
  )
  expect(follow(one, two, 'does not mention')).toBe('moved: does not mention')
})

test('of a sentence that stands twice in the new text, side by side, the first is the old one', () => {
  const repeated = 'In the same year a harbour pilot, who knew the boarding house from inside, wrote a letter in similar terms.'
  const one = [`${QUAY[0]} ${repeated}`, QUAY[1]].join('\n\n')
  const two = [`${QUAY[0]?.replace('barge', 'lighter')} ${repeated} ${repeated}`, QUAY[1]].join('\n\n')
  const [result] = reanchor(one, two, [before(one, 'wrote a letter')])
  expect(result).toMatchObject({ kind: 'same', start: two.indexOf('wrote a letter') })
})

test('within one strand, both texts have the matched tokens in the same order', () => {
  const word = fc.constantFrom('the', 'party', 'met', 'spoke', 'of', 'bread', 'and', 'letters', 'in', 'October')
  const sentence = fc.array(word, { minLength: 3, maxLength: 9 }).map((words) => `${words.join(' ')}.`)
  const text = fc.array(sentence, { minLength: 4, maxLength: 30 }).map((sentences) => sentences.join('\n\n'))
  fc.assert(
    fc.property(text, text, fc.nat(), (one, addition, cut) => {
      const at = cut % one.length
      const { a, b, to, from, strands } = compare(one, one.slice(at) + addition + one.slice(0, at))
      const last = new Map<number, number>()
      for (let i = 0; i < a.count; i++) {
        const counterpart = to[i] as number
        if (counterpart < 0) continue
        expect(counterpart).toBeLessThan(b.count)
        expect(from[counterpart]).toBe(i)
        expect(counterpart).toBeGreaterThan(last.get(strands[i] as number) ?? -1)
        last.set(strands[i] as number, counterpart)
      }
    }),
    { numRuns: 300 },
  )
})
