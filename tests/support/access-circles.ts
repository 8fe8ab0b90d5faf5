import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { db } from '#server/db.ts'
import { createGroup, createUser } from '#tests/support/factories.ts'

type Somebody = { id: string }

/** What the group answers to a question, with somebody's dissent; its shared text goes on with other words. */
type Words = [body: string, dissent: string]
export async function addGroupAnswer(
  group: Somebody,
  chapter: string,
  questionId: string,
  state: 'PROPOSED' | 'AGREED',
  [body, dissent]: Words,
) {
  const [id, groupId] = [randomUUID(), group.id]
  const doc = new Y.Doc()
  doc.getText('words').insert(0, 'Written since.')
  await db().groupAnswer.create({ data: { id, groupId, chapter, questionId, state, version: 1, seq: 1 } })
  const update = new Uint8Array(Y.encodeStateAsUpdate(doc))
  await db().groupAnswerUpdate.create({ data: { id: randomUUID(), groupId, groupAnswerId: id, seq: 1, update } })
  const version = { version: 1, groupId, groupAnswerId: id }
  const versionId = randomUUID()
  await db().groupAnswerVersion.create({ data: { ...version, id: versionId, base: 1, body, parts: [] } })
  await db().position.create({ data: { ...version, id: randomUUID(), stance: 'DISSENT', body: dissent } })
  return { id, versionId }
}

type Circles = { guide: string; chapter: string; question: string }

/**
 * Groups that study the same text: one that lets others read what it agreed on, and one that does not.
 * @param question one that the world's group has agreed on
 */
export async function addCircles({ guide, chapter, question }: Circles): Promise<void> {
  const owner = await createUser()
  const answerIn = async (group: Somebody, questionId: string, state: 'PROPOSED' | 'AGREED', body: string) => {
    await db().askedQuestion.create({ data: { groupId: group.id, chapter, questionId } })
    await addGroupAnswer(group, chapter, questionId, state, [body, 'canary-circle-dissent'])
  }
  const open = await createGroup({ owner, guide, name: 'canary-circle-group', circleName: 'The Tuesday kettle' })
  await answerIn(open, question, 'AGREED', 'canary-circle')
  // The world's group has not agreed on its own; and one that is not agreed yet.
  await answerIn(open, 'why-two', 'AGREED', 'canary-circle-closed')
  const begun = await createGroup({ owner, guide, name: 'canary-circle-group', circleName: 'The Sunday walk' })
  await answerIn(begun, question, 'PROPOSED', 'canary-circle-closed')
  const quiet = await createGroup({ owner, guide, name: 'canary-circle-group' })
  await answerIn(quiet, question, 'AGREED', 'canary-circle-closed')
}
