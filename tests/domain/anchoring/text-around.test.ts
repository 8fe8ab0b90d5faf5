import { expect, test } from 'vitest'
import { textAround } from '#domain/anchoring/text-around.ts'

const at = (marked: string) => textAround(marked.replace('|', ''), marked.indexOf('|'))

test('a gap stands between words, and behind the signs that end a paragraph', () => {
  expect(at('He came|. He saw.\nNobody.')).toEqual({ before: 'He came', after: '. He saw.\nNobody.' })
  expect(at('He came too late|.\nFish is sold.')).toEqual({ before: 'He came too late.', after: '\nFish is sold.' })
  expect(at('He said “no|”.')).toEqual({ before: 'He said “no”.', after: '' })
  expect(at('|One word.')).toEqual({ before: '', after: 'One word.' })
  expect(at('All of it.|')).toEqual({ before: 'All of it.', after: '' })
})

test('of a long text only what is near is given, cut where words end', () => {
  const { before, after } = textAround('word '.repeat(200), 500)
  expect(before).toMatch(/^… (word )+$/)
  expect(after).toMatch(/^(word )+…$/)
  expect(before.length + after.length).toBeLessThan(330)
})
