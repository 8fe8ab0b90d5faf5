import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { listCircles, updateCircle } from '#server/talk/circles.ts'
import { addGroupAnswer } from '#tests/support/access-circles.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'

const QUESTION = 'why-two'

/** Two groups on one text that both agreed on an answer, and neither shows it. */
async function twoCircles(): Promise<Circle & { ours: string; theirs: string }> {
  const circle = await createCircle()
  const answerIn = async (groupId: string, body: string) => {
    await db().askedQuestion.create({ data: { groupId, chapter: CHAPTER, questionId: QUESTION } })
    return (await addGroupAnswer({ id: groupId }, CHAPTER, QUESTION, 'AGREED', [body, 'Sven dissents.'])).id
  }
  const ours = await answerIn(circle.groupId, 'Ours, see ¶ 2 “a tide”.')
  return { ...circle, ours, theirs: await answerIn(circle.otherGroupId, 'Theirs.') }
}

/** What a group reads of others. */
async function readIn(viewer: Circle['ada'], groupId: string) {
  const { questions } = await listCircles(viewer, { groupId })
  return questions.flatMap(({ answers }) => answers.map(({ circle, html }) => `${circle}: ${html.replace(/<[^>]*>/g, '').trim()}`))
}

test('a group reads what others agreed on when they let it, under their name for it, and no longer than that', async () => {
  const { ada, owner, stranger, groupId, otherGroupId, ours, theirs } = await twoCircles()
  const theyRead = () => readIn(stranger, otherGroupId)
  expect([await theyRead(), await readIn(ada, groupId)]).toEqual([[], []])

  await updateCircle(owner, { groupId, shown: true, name: 'The Tuesday kettle' })
  expect(await theyRead()).toEqual(['The Tuesday kettle: Ours, see ¶ 2 “a tide”.'])
  // It goes one way alone, and says nothing of who they are.
  expect(await readIn(ada, groupId)).toEqual([])
  const told = JSON.stringify(await listCircles(stranger, { groupId: otherGroupId }))
  for (const secret of [groupId, ours, 'Ada', 'Olga', 'dissents', 'agreed']) expect(told).not.toContain(secret)

  // Both must have agreed; what facilitators hid is shown nowhere; nor to another text.
  const whileChanged = async (id: string, during: object, after: object) => {
    await db().groupAnswer.update({ where: { id }, data: during })
    expect(await theyRead(), JSON.stringify(during)).toEqual([])
    await db().groupAnswer.update({ where: { id }, data: after })
    expect(await theyRead()).toHaveLength(1)
  }
  for (const id of [ours, theirs]) {
    await whileChanged(id, { state: 'PROPOSED' }, { state: 'AGREED' })
    await whileChanged(id, { hiddenAt: new Date() }, { hiddenAt: null, state: 'RECORDED' })
  }
  await db().readingGroup.update({ where: { id: groupId }, data: { guide: 'coast-lights' } })
  expect(await theyRead()).toEqual([])
  await db().readingGroup.update({ where: { id: groupId }, data: { guide: 'tides' } })

  await db().readingGroup.update({ where: { id: groupId }, data: { suspendedAt: new Date() } })
  expect(await theyRead()).toEqual([])
  await db().readingGroup.update({ where: { id: groupId }, data: { suspendedAt: null } })
  expect(await theyRead()).toHaveLength(1)
  await updateCircle(owner, { groupId, shown: false })
  expect(await theyRead()).toEqual([])
})

test('facilitators alone choose, and see exactly what is shown; words that name a member or lead into the group are held back', async () => {
  const { ada, owner, stranger, groupId, otherGroupId, ours } = await twoCircles()
  await problemOf(updateCircle(ada, { groupId, shown: true, name: 'Ours' }), 'forbidden')
  expect((await listCircles(ada, { groupId })).shown).toBeNull()
  await updateCircle(owner, { groupId, shown: true, name: 'Ours' })
  const shown = async () => (await listCircles(owner, { groupId })).shown
  const [answer] = (await shown())?.answers ?? []
  const [question] = (await listCircles(stranger, { groupId: otherGroupId })).questions
  expect(question?.answers).toEqual([{ circle: 'Ours', html: answer?.html }])

  for (const [body, heldBack, count] of [
    ['As Ada said.', 'names', 0],
    ['An Adage.', null, 1],
    [`[There](https://example.org/groups/${groupId}/x)`, 'leads', 0],
  ] as const) {
    await db().groupAnswerVersion.updateMany({ where: { groupAnswerId: ours }, data: { body, html: '', renderer: 0 } })
    expect((await shown())?.answers).toMatchObject([{ heldBack }])
    expect(await readIn(stranger, otherGroupId)).toHaveLength(count)
  }
})
