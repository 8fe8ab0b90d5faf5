import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tally } from '#domain/import/blocks/tally.ts'
import { makeLexicon } from '#domain/import/words/lexicon.ts'

/* Words of Western texts are found by a shorter way: a letter from elsewhere has the same text take the long one. */

const sign = fc.constantFrom(
  ..."aBz19 -'’‐.,“”—…«»§°·¡¿†‡•′″€éÉßøÿñœŒŸаЯёªºµ²⁰½ﬁ",
  ...[
    '\u00a0',
    '\u00ad',
    '\u200a',
    '\u202f',
    '\u2060',
    '\u2011',
    '\u0301',
    '\t',
    '\n',
    '\ufeff',
    '漢',
    '😀',
    'the',
    "boat's",
    'wheel-house',
  ],
)
const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''))
const western = fc
  .array(fc.constantFrom(..."aBz1 -'’.“—…°«é\u00a0\u2060\u202f", 'the', "boat's", 'wheel-house'), { maxLength: 12 })
  .map((signs) => signs.join(''))

test('words are counted alike in either way', () => {
  fc.assert(
    fc.property(fc.oneof(text, western), (words) => {
      const long = new Map(tally([`${words} 渡`]))
      const own = [...words].filter((letter) => letter === '渡').length
      if (own === 0) long.delete('渡')
      expect(new Map(tally([words]))).toEqual(long)
    }),
    { numRuns: 4000, seed: 16 },
  )
})

test('a lexicon knows the same words in either way', () => {
  fc.assert(
    fc.property(fc.oneof(text, western), (words) => {
      const [short, long] = [makeLexicon([words]), makeLexicon([`ж ${words}`])]
      const asked = words.match(/[\p{L}\p{M}]+(?:[-'’‐][\p{L}\p{M}]+)*|\p{L}[\p{L}\p{M}]*/gu) ?? []
      for (const word of [...asked, ...asked.flatMap((one) => one.split(/[-'’‐]/)), 'the', 'a', 'z'])
        expect([word, short.count(word)]).toEqual([word, long.count(word)])
    }),
    { numRuns: 4000, seed: 16 },
  )
})
