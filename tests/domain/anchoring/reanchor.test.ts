import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { widenToGraphemes } from '#domain/anchoring/graphemes.ts'
import type { Reanchored } from '#domain/anchoring/outcome.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { reanchor } from '#domain/anchoring/reanchor.ts'

const MORNING = 'The kettle had gone cold before anyone thought of the letter. It lay under the bread knife, unopened.'
const HARBOUR = 'Down at the harbour two boats were loading salt. A boy counted the sacks aloud and lost count at forty.'
const EVENING = 'By evening the wind had turned. Nobody spoke of the letter, and the lamp was carried from room to room.'
const STRANGER = 'Some quite different matter altogether: rents, fences, a quarrel over seven goats and their keeper.'
const STORY = [MORNING, HARBOUR, EVENING].join('\n\n')

/** Follows a quote from one text to another and gives back what it found, in words. */
function follow(before: string, after: string, quote: string): { kind: string; found?: string; near?: number } {
  const start = before.indexOf(quote)
  expect(start, `"${quote}" stands in the text before`).toBeGreaterThanOrEqual(0)
  const [result] = reanchor(before, after, [{ start, end: start + quote.length }])
  if (!result) throw new Error('reanchor gave no result for a passage')
  return result.kind === 'lost' ? result : { kind: result.kind, found: after.slice(result.start, result.end) }
}

group('edits', () => {
  test('words inserted elsewhere only shift a passage', () => {
    expect(follow(STORY, `${STRANGER}\n\n${STORY}`, 'two boats')).toEqual({ kind: 'same', found: 'two boats' })
  })

  test('words inserted inside belong to it', () => {
    const after = STORY.replace('two boats were loading salt', 'two old boats were loading salt')
    expect(follow(STORY, after, 'two boats were loading')).toEqual({ kind: 'changed', found: 'two old boats were loading' })
  })

  test('words replaced at its edges belong to it', () => {
    const after = STORY.replace('two boats were loading salt', 'several boats were loading grain')
    expect(follow(STORY, after, 'two boats were loading salt')).toEqual({ kind: 'changed', found: 'several boats were loading grain' })
  })

  test('a deleted sentence is lost, near where its neighbours meet', () => {
    const sentence = 'A boy counted the sacks aloud and lost count at forty.'
    const after = STORY.replace(` ${sentence}`, '')
    const { kind, near } = follow(STORY, after, 'counted the sacks')
    expect(kind).toBe('lost')
    expect(after.slice(0, near)).toMatch(/loading salt\.$/)
  })

  test('a passage of a paragraph that was replaced is lost', () => {
    expect(follow(STORY, STORY.replace(HARBOUR, STRANGER), 'A boy counted the sacks').kind).toBe('lost')
  })

  test('a rewritten sentence is followed while enough of it survives', () => {
    const after = STORY.replace('Nobody spoke of the letter', 'Not one of them spoke about the letter')
    expect(follow(STORY, after, 'Nobody spoke of the letter')).toEqual({ kind: 'changed', found: 'Not one of them spoke about the letter' })
  })

  test('splitting and merging paragraphs change nothing', () => {
    expect(follow(STORY, STORY.replace('salt. A boy', 'salt.\n\nA boy'), 'loading salt. A boy')).toEqual({
      kind: 'same',
      found: 'loading salt.\n\nA boy',
    })
    expect(follow(STORY, STORY.replaceAll('\n\n', ' '), 'under the bread knife')).toEqual({ kind: 'same', found: 'under the bread knife' })
  })

  test('a paragraph that moved is found where it went', () => {
    const after = [EVENING, STRANGER, MORNING, HARBOUR].join('\n\n')
    expect(follow(STORY, after, 'the lamp was carried')).toEqual({ kind: 'moved', found: 'the lamp was carried' })
    expect(follow(STORY, after, 'under the bread knife')).toEqual({ kind: 'same', found: 'under the bread knife' })
  })

  test('paragraphs that swapped places are both found', () => {
    const after = [HARBOUR, MORNING, EVENING].join('\n\n')
    for (const quote of ['the kettle'.replace('t', 'T'), 'A boy counted', 'the wind had turned']) {
      expect(follow(STORY, after, quote).found).toBe(quote)
    }
  })

  test('misread letters leave a passage where it is', () => {
    const after = STORY.replace('harbour two boats were loading salt', 'barbour twc boats wcre 1oading sa1t')
    expect(follow(STORY, after, 'harbour two boats were loading salt')).toEqual({
      kind: 'changed',
      found: 'barbour twc boats wcre 1oading sa1t',
    })
  })

  test('straightened quotation marks and capitals count as changed words in their old place', () => {
    const before = `${MORNING} “Leave it,” she said. ${EVENING}`
    expect(follow(before, before.replace('“Leave it,”', '"LEAVE it,"'), '“Leave it,” she said')).toEqual({
      kind: 'changed',
      found: '"LEAVE it," she said',
    })
  })
})

group('repetition', () => {
  const REFRAIN = 'And the river took no notice.'
  const song = ['One came with a drum.', REFRAIN, 'Two came with a flag.', REFRAIN, 'Three came with bread.', REFRAIN].join(' ')

  test('each of several equal sentences is followed to its own', () => {
    const after = `First came the rain. ${song.replace('Two came with a flag.', 'Two came with a tall red flag.')}`
    const starts = [...song.matchAll(/And the river/g)].map((match) => match.index)
    const results = reanchor(
      song,
      after,
      starts.map((start) => ({ start, end: start + REFRAIN.length })),
    )
    expect(results.map((result) => (result.kind === 'same' ? result.start : null))).toEqual(
      [...after.matchAll(/And the river/g)].map((match) => match.index),
    )
  })

  test('a deleted one of several equal sentences is not attached to another', () => {
    const second = song.indexOf(REFRAIN, song.indexOf('Two'))
    const after = song.slice(0, second) + song.slice(second + REFRAIN.length + 1)
    const [result] = reanchor(song, after, [{ start: second, end: second + REFRAIN.length }])
    expect(result?.kind).toBe('lost')
  })

  test('of two sentences that begin alike, the one that went is lost', () => {
    const before = `${MORNING} The party met at noon. The party spoke of bread. ${EVENING}`
    const after = before.replace('The party met at noon. ', '')
    expect(follow(before, after, 'The party met').kind).toBe('lost')
    expect(follow(before, after, 'The party spoke')).toEqual({ kind: 'same', found: 'The party spoke' })
  })
})

group('scripts', () => {
  test('Chinese, without spaces', () => {
    const before = '清晨的集市上，卖鱼的老人把木桶一只一只排好。河水慢慢涨了起来，没有人去看那座旧桥。'
    const after = '清晨的集市里，卖鱼的老人把两只木桶一只一只排好。没有人去看那座旧桥。'
    expect(follow(before, after, '老人把木桶一只')).toEqual({ kind: 'changed', found: '老人把两只木桶一只' })
    expect(follow(before, after, '那座旧桥')).toEqual({ kind: 'same', found: '那座旧桥' })
    expect(follow(before, after, '河水慢慢涨').kind).toBe('lost')
  })

  test('Thai, without spaces and with marks above and below', () => {
    const before = 'เช้าวันนั้นฝนตกหนัก ชาวนาเดินกลับบ้านด้วยกัน เด็กเล็กถือร่มสีแดงคันใหญ่'
    const after = 'เช้าวันนั้นฝนตกหนักมาก ชาวนาเดินกลับบ้านด้วยกัน เด็กเล็กถือร่มสีแดงคันใหญ่'
    expect(follow(before, after, 'กลับบ้าน')).toEqual({ kind: 'same', found: 'กลับบ้าน' })
    expect(follow(before, after, 'ฝนตกหนัก')).toEqual({ kind: 'same', found: 'ฝนตกหนัก' })
  })

  test('right to left', () => {
    const before = 'הילד ספר את השקים בקול רם. הרוח התחלפה לקראת ערב ואיש לא דיבר.'
    expect(follow(before, `בבוקר ירד גשם. ${before}`, 'את השקים בקול')).toEqual({ kind: 'same', found: 'את השקים בקול' })
  })

  test('one letter in two forms of the same look is the same word', () => {
    const before = 'Le café noir était déjà froid quand elle entra dans la pièce.'
    expect(follow(before, before.normalize('NFD'), 'café noir était')).toEqual({
      kind: 'changed',
      found: 'café noir était'.normalize('NFD'),
    })
  })

  test('emoji, and mathematical letters of two units', () => {
    const before = 'Let 𝒜 be the set 👨‍👩‍👧‍👦 of families 👍🏽 and no others.'
    const after = `Once more: ${before}`
    expect(follow(before, after, '𝒜 be the set 👨‍👩‍👧‍👦')).toEqual({ kind: 'same', found: '𝒜 be the set 👨‍👩‍👧‍👦' })
    expect(follow(before, after, '👍🏽')).toEqual({ kind: 'same', found: '👍🏽' })
  })
})

group('any input', () => {
  const pieces = fc.constantFrom(
    'the',
    'a',
    'river',
    'Letter',
    'of',
    ', ',
    '. ',
    ' ',
    ' ',
    '\n\n',
    '𝒜',
    '👨‍👩‍👧',
    'e\u0301',
    '\u0301',
    '漢',
    '字',
    'ไทย',
    'שלום',
    '\ud83d',
    '\u200d',
    '“',
    '7',
  )
  const anyText = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.tuple(fc.constantFrom('a', 'a ', 'a b ', '漢', '\u0301'), fc.nat(300)).map(([unit, times]) => unit.repeat(times)),
  )
  const anyPassage = fc.record({ start: fc.integer({ min: -5, max: 400 }), end: fc.integer({ min: -5, max: 400 }) })

  function expectInside(result: Reanchored, text: string) {
    const offsets = result.kind === 'lost' ? [result.near] : [result.start, result.end]
    for (const offset of offsets) {
      expect(Number.isInteger(offset)).toBe(true)
      expect(offset).toBeGreaterThanOrEqual(0)
      expect(offset).toBeLessThanOrEqual(text.length)
    }
    if (result.kind === 'lost') return
    expect(result.end).toBeGreaterThan(result.start)
    expect(widenToGraphemes(text, result)).toEqual({ start: result.start, end: result.end })
  }

  test('gives one result for each passage, inside the text and on graphemes', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.array(anyPassage, { maxLength: 8 }), (before, after, passages) => {
        fc.pre(before !== after)
        const results = reanchor(before, after, passages)
        expect(results).toHaveLength(passages.length)
        for (const result of results) expectInside(result, after)
      }),
      { numRuns: 1000 },
    )
  })

  test('an edit inside a text keeps what lies well outside it', () => {
    fc.assert(
      fc.property(anyText, (inserted) => {
        const after = `${MORNING}\n\n${inserted}\n\n${HARBOUR}\n\n${EVENING}`
        expect(follow(STORY, after, 'had gone cold before anyone')).toEqual({ kind: 'same', found: 'had gone cold before anyone' })
        expect(follow(STORY, after, 'the lamp was carried')).toEqual({ kind: 'same', found: 'the lamp was carried' })
      }),
    )
  })

  test('an unchanged text keeps every passage as it was', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyPassage, { maxLength: 8 }), (text, passages) => {
        const tidy: Passage[] = passages.map((passage) => widenToGraphemes(text, passage))
        expect(reanchor(text, text, tidy)).toEqual(tidy.map((passage) => ({ kind: 'same', ...passage })))
      }),
    )
  })

  test('white space at the end of a text changes no passage of words', () => {
    fc.assert(
      fc.property(fc.nat(STORY.length - 1), fc.nat(200), (start, length) => {
        const end = Math.min(STORY.length, start + 1 + length)
        fc.pre(STORY.slice(start, end).trim() !== '')
        const [result] = reanchor(STORY, `${STORY}\n`, [{ start, end }])
        expect(result).toEqual({ kind: 'same', start, end })
      }),
    )
  })
})
