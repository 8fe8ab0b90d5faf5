import { describe, expect, it } from 'vitest'
import { excerpt } from '#components/ui/excerpt.ts'
import { paragraphAt } from '#domain/guide-reading.ts'

describe('the excerpt of a quote', () => {
  it('is the quote itself where it is short', () => {
    expect(excerpt('a few\nwords')).toBe('a few words')
  })

  it('ends between words, without dangling punctuation', () => {
    expect(excerpt('One sentence, told in words', 14)).toBe('One sentence…')
    expect(excerpt('One sentence, told in words', 15)).toBe('One sentence…')
    expect(excerpt('One sentence, told in words', 18)).toBe('One sentence, told…')
  })

  it('cuts a single endless word', () => {
    expect(excerpt('a'.repeat(200), 10)).toBe(`${'a'.repeat(10)}…`)
  })
})

describe('the paragraph of an offset', () => {
  const paragraphs = [
    { start: 5, label: '1' },
    { start: 11, label: '1a' },
  ]
  it('is the last one that begins before it', () => {
    expect([0, 5, 10, 11, 19, 99].map((offset) => paragraphAt(paragraphs, offset))).toEqual([null, '1', '1', '1a', '1a', '1a'])
  })
})
