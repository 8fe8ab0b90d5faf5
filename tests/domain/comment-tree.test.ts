import { expect, test } from 'vitest'
import { commentTree, type Tree } from '#domain/comment-tree.ts'

type Reply = { id: string; parentId: string | null; createdAt: string }
const reply = (id: string, parentId: string | null, at: number): Reply => ({ id, parentId, createdAt: new Date(at).toISOString() })
const shape = (nodes: Tree<Reply>[]): unknown => nodes.map(({ id, replies }) => (replies.length > 0 ? [id, shape(replies)] : id))

test('replies nest, and line up by age under the deepest level', () => {
  const said = [
    reply('a', null, 1),
    reply('b', 'a', 2),
    reply('c', 'b', 3),
    reply('other', 'b', 4),
    reply('d', 'c', 5),
    reply('below other', 'other', 6),
    reply('e', 'd', 8),
    reply('beside d', 'c', 7),
  ]
  expect(shape(commentTree(said))).toEqual([['a', [['b', ['c', 'd', 'beside d', 'e', 'other', 'below other']]]]])
})

test('on the deepest level each says what it replies to, unless it is what it stands under', () => {
  const said = [reply('a', null, 1), reply('b', 'a', 2), reply('c', 'b', 3), reply('d', 'c', 4), reply('e', 'b', 5)]
  const [a] = commentTree(said)
  expect(a?.replies[0]?.replies.map(({ id, inReplyTo }) => [id, inReplyTo])).toEqual([
    ['c', null],
    ['d', 'c'],
    ['e', null],
  ])
  expect([a?.inReplyTo, a?.replies[0]?.inReplyTo]).toEqual([null, null])
})

test('a reply whose parent is absent stands at the top', () => {
  expect(shape(commentTree([reply('a', 'gone', 1), reply('b', 'a', 2)]))).toEqual([['a', ['b']]])
})

test('no chain is too long', () => {
  const said = Array.from({ length: 100_000 }, (_, at) => reply(`${at}`, at === 0 ? null : `${at - 1}`, at))
  const [top] = commentTree(said)
  expect(top?.replies[0]?.replies).toHaveLength(said.length - 2)
})
