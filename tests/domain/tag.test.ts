import { describe, expect, test } from 'vitest'
import { Tags } from '#domain/annotation.ts'
import { TAG_LENGTH, TAGS_MAX, tagKey } from '#domain/tag.ts'

describe('tags', () => {
  test('are tidied, and each stands once whatever its case', () => {
    expect(Tags.parse(['  Trade   unions ', '#party', 'Party', 'TRADE UNIONS'])).toEqual(['Trade unions', 'party'])
    expect(tagKey(' #Trade  Unions')).toBe(tagKey('trade unions'))
  })

  test('are few and short, and say something in any script', () => {
    const many = Array.from({ length: TAGS_MAX + 1 }, (_, at) => `tag ${at}`)
    expect(Tags.safeParse(many.slice(1)).success).toBe(true)
    expect(Tags.safeParse(many).success).toBe(false)
    expect(Tags.safeParse(['x'.repeat(TAG_LENGTH)]).success).toBe(true)
    expect(Tags.safeParse(['x'.repeat(TAG_LENGTH + 1)]).success).toBe(false)
    expect(Tags.safeParse(['   ']).success).toBe(false)
    expect(Tags.safeParse(['#']).success).toBe(false)
    expect(Tags.parse(['党', '✊'])).toEqual(['党', '✊'])
  })
})
