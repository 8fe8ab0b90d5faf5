import { expect, test } from 'vitest'
import { COMMENTS } from '#client/talk-nouns.ts'
import { keepAnswered } from '#components/threads/keep-answered.ts'
import type { Comment } from '#domain/thread.ts'

const comment = (id: string, minute: number) =>
  ({ id, createdAt: `2026-01-01T10:0${minute}:00Z`, body: id, html: id, version: 1, creator: { id: 'u', name: 'Ada' } }) as Comment
const [one, two, three] = [comment('one', 1), comment('two', 2), comment('three', 3)]

test('what is deleted under a reply stays in its place without its words, until the reply is done', () => {
  const kept = keepAnswered(COMMENTS, [one, three], [one, two, three], new Set(['two']))
  expect(kept.map(({ id, body, deleted, creator }) => ({ id, body, deleted, creator }))).toMatchObject([
    { id: 'one', body: 'one' },
    { id: 'two', body: '', deleted: true, creator: null },
    { id: 'three', body: 'three' },
  ])
  expect(keepAnswered(COMMENTS, [one, three], kept, new Set(['two']))).toEqual(kept)
  expect(keepAnswered(COMMENTS, [one, three], kept, new Set())).toEqual([one, three])
})

test('what is there, or was never seen, is left alone', () => {
  const list = [one, two]
  expect(keepAnswered(COMMENTS, list, list, new Set(['two']))).toBe(list)
  expect(keepAnswered(COMMENTS, list, list, new Set(['never seen']))).toBe(list)
})
