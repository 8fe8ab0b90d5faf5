import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { CHAPTER } from '#tests/support/circle.ts'
import { createExporting } from '#tests/support/exports.ts'
import { createAnswer } from '#tests/support/factories.ts'

const questionId = 'seen-the-sea'

/** An answer of the group in two versions, the second agreed; with a reservation on the first, and a named and a nameless dissent on the second. */
async function answeredTogether() {
  const exporting = await createExporting()
  const { groupId, ada, ben, owner } = exporting
  await createAnswer({ group: { id: groupId }, creator: { id: ada.userId }, questionId, body: 'Answer of Ada.' })
  const id = randomUUID()
  const of = (day: number) => ({ groupId, groupAnswerId: id, createdAt: new Date(Date.UTC(2026, 9, day, 18, 30)) })
  await db().groupAnswer.create({ data: { id, groupId, chapter: CHAPTER, questionId, state: 'AGREED', version: 2 } })
  const version = (number: number, body: string, creatorId: string) => ({
    ...{ id: randomUUID(), ...of(number), version: number, base: number, body, parts: [], creatorId },
  })
  const [first, second] = [version(1, 'From the pier, **twice**.', ada.userId), version(2, 'From the pier and the boat.', ben.userId)]
  await db().groupAnswerVersion.createMany({ data: [first, second] })
  const position = (
    day: number,
    number: number,
    stance: 'AGREE' | 'RESERVATION' | 'DISSENT',
    body: string,
    userId: string,
    named = true,
  ) => ({
    ...{ id: randomUUID(), ...of(day), version: number, stance, body, userId, named },
  })
  const positions = [
    position(11, 1, 'RESERVATION', 'Only from the pier?', ben.userId),
    position(12, 2, 'DISSENT', 'Nobody saw it.', owner.userId),
    position(13, 2, 'DISSENT', 'Nor did I.', ada.userId, false),
    position(14, 2, 'AGREE', '', ben.userId),
  ]
  await db().position.createMany({ data: positions })
  await db().groupAnswerStep.create({ data: { id: randomUUID(), ...of(20), state: 'AGREED', version: 2, agreed: 1, members: 3 } })
  return { exporting, first, second, positions }
}

test('as W3C annotations each version describes the question, and each position answers its version with a tag', async () => {
  const { exporting, first, second, positions } = await answeredTogether()
  const found = await exporting.download(exporting.ben)
  const of = (id: string) => found.find((annotation) => annotation.id.endsWith(`/${id}`))
  const question = `http://localhost:3000/guides/tides/${CHAPTER}#question-${questionId}`
  const words = (value: string, purpose: string) => ({ type: 'TextualBody', value, format: 'text/markdown', purpose })
  const tag = (value: string) => ({ type: 'TextualBody', value, format: 'text/plain', purpose: 'tagging' })
  expect(of(first.id)).toMatchObject({
    ...{ motivation: 'describing', target: question, creator: { name: 'Ada' }, created: '2026-10-01T18:30:00.000Z' },
    body: [words('From the pier, **twice**.', 'describing')],
  })
  expect(of(second.id)).toMatchObject({ motivation: 'describing', target: question, creator: { name: 'Ben' } })
  const [reservation, dissent, nameless, agrees] = positions.map(({ id }) => of(id))
  expect(reservation).toMatchObject({
    ...{ motivation: 'replying', target: of(first.id)?.id, creator: { name: 'Ben' } },
    body: [words('Only from the pier?', 'replying'), tag('agree with a reservation')],
  })
  expect(dissent).toMatchObject({
    target: of(second.id)?.id,
    creator: { name: 'Olga' },
    body: [words('Nobody saw it.', 'replying'), tag('dissent')],
  })
  // Whose a dissent without a name is cannot be told, nor from the hour at which it was given.
  expect(nameless).toMatchObject({ created: '2026-10-13T00:00:00.000Z', body: [words('Nor did I.', 'replying'), tag('dissent')] })
  expect(nameless).not.toHaveProperty('creator')
  expect(agrees?.body).toEqual([tag('agree')])
})

test('as Markdown the versions stand in order below their question, with who agreed and dissented', async () => {
  const { exporting } = await answeredTogether()
  const text = await exporting.markdown(exporting.ben)
  const order = [
    'Answer of Ada.',
    'The group’s answer, version 1, proposed by Ada on 1 October 2026:',
    'From the pier, **twice**.',
    'Only from the pier?',
    'The group’s answer, version 2, proposed by Ben on 2 October 2026:',
    'From the pier and the boat.',
    'Nobody saw it.',
    'Nor did I.',
    'Agreed by 1 of 3 on 20 October 2026',
  ]
  const places = order.map((part) => text.indexOf(part))
  expect(places.filter((at) => at < 0).map((_, at) => order[at])).toEqual([])
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(text).toMatch(/Olga.*dissents/)
  expect(text).toMatch(/Somebody.*dissents/)
})
