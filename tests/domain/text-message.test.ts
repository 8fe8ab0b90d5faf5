import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countMessages, fitMessages, plainMarks } from '#domain/text-message.ts'

test.each([
  ['', 0, 'GSM-7'],
  ['a'.repeat(160), 1, 'GSM-7'],
  ['a'.repeat(161), 2, 'GSM-7'],
  ['a'.repeat(306), 2, 'GSM-7'],
  ['a'.repeat(307), 3, 'GSM-7'],
  ['€'.repeat(80), 1, 'GSM-7'],
  // An extended character takes two units, and is not torn apart: 76 of them are 152 of the 153 units of a message.
  ['€'.repeat(152), 2, 'GSM-7'],
  ['€'.repeat(153), 3, 'GSM-7'],
  ['я'.repeat(70), 1, 'UCS-2'],
  ['я'.repeat(71), 2, 'UCS-2'],
  ['я'.repeat(134), 2, 'UCS-2'],
  ['😀'.repeat(66), 2, 'UCS-2'],
  ['😀'.repeat(67), 3, 'UCS-2'],
])('%j takes %i messages in %s', (text, messages, alphabet) => {
  expect(countMessages(text)).toEqual({ messages, alphabet })
})

test('whatever the script, a fitted text fits, is the beginning of the text, and no shorter than it must be', () => {
  const word = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('слово', '词', '€', '😀', 'قصر'))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 300 }), fc.integer({ min: 1, max: 4 }), (words, most) => {
      const text = words.join(' ')
      const fitted = fitMessages(text, most)
      expect(countMessages(fitted).messages).toBeLessThanOrEqual(most)
      if (countMessages(text).messages <= most) expect(fitted).toBe(text)
      else expect(text.startsWith(fitted.replace(/\.\.\.$/, ''))).toBe(true)
    }),
  )
})

test('marks of print are put plainly, so that they do not halve the room', () => {
  expect(plainMarks('“Who’s there?” – ¶ 3…')).toBe('"Who\'s there?" - para. 3...')
})
