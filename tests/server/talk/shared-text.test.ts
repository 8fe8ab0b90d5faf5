import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createSharedText, differenceOf } from '#client/shared-text.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { appendTextUpdate, listTextUpdates } from '#server/talk/group-answer-words.ts'
import { createGroupAnswer, proposeVersion } from '#server/talk/group-answers.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createUser } from '#tests/support/factories.ts'

const begin = ({ groupId, ada }: Circle) => createGroupAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two' })

/** A device of somebody: the copy that the page has, with the real server behind a connection that can be cut. */
function deviceOf(viewer: Viewer, place: { groupId: string; groupAnswerId: string }) {
  const connection = { cut: false }
  const through = <Input, Answer>(act: (viewer: Viewer, input: Input) => Promise<Answer>, input: Input) =>
    connection.cut ? Promise.reject(new Error('The connection is cut.')) : act(viewer, input)
  let kept: string | null = null
  const shared = createSharedText({
    pull: (after) => through(listTextUpdates, { ...place, after }),
    push: (addition) => through(appendTextUpdate, { ...place, ...addition }),
    find: () => kept,
    keep: (state) => {
      kept = state
    },
  })
  return { shared, connection, kept: () => kept }
}

const Edit = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom('write', 'write', 'write', 'delete', 'cut', 'join', 'sync'),
  where: fc.nat(1_000),
})

test('what five people write and delete, with spells without a connection, comes out alike and loses no word', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Edit, { minLength: 30, maxLength: 90 }), async (edits) => {
      const circle = await createCircle()
      const { groupId } = circle
      const more = await Promise.all(['Cleo', 'Dan'].map((name) => createUser({ name })))
      for (const user of more) await addMember({ group: { id: groupId }, user })
      const people = [circle.owner, circle.ada, circle.ben, ...more.map(asViewer)]
      const { id: groupAnswerId } = await begin(circle)
      const devices = people.map((viewer) => deviceOf(viewer, { groupId, groupAnswerId }))
      const written = new Set<string>()
      const deleted = new Set<string>()
      for (const [turn, { who, what, where }] of edits.entries()) {
        const device = devices[who]
        if (!device) continue
        const { shared, connection } = device
        const text = shared.words()
        const words = [...text.matchAll(/\S+ /gu)]
        if (what === 'write') {
          const word = `\u{1F30A}w${turn}-${who} `
          const at = words[where % (words.length + 1)]?.index ?? text.length
          shared.edit(text.slice(0, at) + word + text.slice(at), at + word.length)
          written.add(word)
        } else if (what === 'delete') {
          const word = words[where % Math.max(1, words.length)]
          if (!word) continue
          shared.edit(text.slice(0, word.index) + text.slice(word.index + word[0].length), word.index)
          deleted.add(word[0])
        } else {
          if (what !== 'sync') connection.cut = what === 'cut'
          await shared.sync()
        }
      }
      for (const { connection } of devices) connection.cut = false
      for (const _round of [1, 2]) for (const { shared } of devices) await shared.sync()
      const texts = devices.map(({ shared }) => shared.words())
      for (const { shared } of devices) shared.stop()
      expect(new Set(texts).size).toBe(1)
      expect((texts[0]?.match(/\S+ /gu) ?? []).sort()).toEqual([...written].filter((word) => !deleted.has(word)).sort())
      expect(devices.every(({ kept }) => kept() === null)).toBe(true)
      expect(await db().groupAnswerUpdate.count({ where: { groupAnswerId } })).toBeLessThanOrEqual(61)
    }),
    { numRuns: 6 },
  )
}, 60_000)

test('an edit is what stands between what stayed, ends at the caret, and cuts no pair of surrogates', () => {
  expect(differenceOf('w1 w11', 'w1 w12 w11', 7)).toEqual({ at: 3, removed: 0, added: 'w12 ' })
  expect(differenceOf('aaa', 'aa', 1)).toEqual({ at: 1, removed: 1, added: '' })
  expect(differenceOf('\u{1F30A}', '\u{1F30B}', 2)).toEqual({ at: 0, removed: 2, added: '\u{1F30B}' })
  const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })
  fc.assert(
    fc.property(anyText, anyText, fc.nat(20), (before, after, caret) => {
      const { at, removed, added } = differenceOf(before, after, Math.min(caret, after.length))
      expect(before.slice(0, at) + added + before.slice(at + removed)).toBe(after)
    }),
  )
})

test('an update that is no text, leans on what never came, is too long or speaks for somebody else is refused, and nothing is kept', async () => {
  const circle = await createCircle()
  const { groupId, ada, ben } = circle
  const { id: groupAnswerId } = await begin(circle)
  const send = (viewer: Viewer, update: Uint8Array) =>
    appendTextUpdate(viewer, { groupId, groupAnswerId, id: randomUUID(), after: 0, update: Buffer.from(update).toString('base64') })
  const made = (change: (doc: Y.Doc) => void, doc = new Y.Doc()) => {
    change(doc)
    return Y.encodeStateAsUpdate(doc)
  }
  const letters = (text: string) => made((doc) => doc.getText('words').insert(0, text))

  await problemOf(send(ada, new Uint8Array([1, 2, 3])), 'invalid')
  await problemOf(
    send(
      ada,
      made((doc) => doc.getMap('other').set('key', 'value')),
    ),
    'invalid',
  )
  await problemOf(
    send(
      ada,
      made((doc) => doc.getText('words').insertEmbed(0, { picture: 'x' })),
    ),
    'invalid',
  )
  await problemOf(
    send(
      ada,
      made((doc) => doc.getText('words').insert(0, 'x', { bold: true })),
    ),
    'invalid',
  )
  await problemOf(send(ada, letters('x'.repeat(12_001))), 'too-large')
  const doc = new Y.Doc()
  doc.getText('words').insert(0, 'first')
  const before = Y.encodeStateVector(doc)
  doc.getText('words').insert(5, ' second')
  await problemOf(send(ada, Y.encodeStateAsUpdate(doc, before)), 'conflict')
  expect(await db().groupAnswerUpdate.count({ where: { groupAnswerId } })).toBe(0)

  const whole = Y.encodeStateAsUpdate(doc)
  await send(ada, whole)
  expect((await send(ada, whole)).seq).toBe(1)
  doc.getText('words').insert(0, 'In the voice of Ada: ')
  await problemOf(send(ben, Y.encodeStateAsUpdate(doc)), 'invalid')
  expect((await listTextUpdates(ben, { groupId, groupAnswerId, after: 0 })).updates).toHaveLength(1)
  await problemOf(proposeVersion(ben, { groupId, groupAnswerId, id: randomUUID(), body: 'first' }), 'conflict')
})
