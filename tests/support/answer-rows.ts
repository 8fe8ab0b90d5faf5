import { randomUUID } from 'node:crypto'
import { about, creators, creatorsOfGone, deleted, G, inChapter, inGroup, leaders, members } from '#tests/support/access-asks.ts'
import { alsoByForm, type Row, row } from '#tests/support/access-matrix.ts'
import { CHAPTER, QUESTION } from '#tests/support/access-world.ts'

const ANSWERED: Row['shows'] = ['canary-group-answer', 'canary-dissent']

/** The rows of the access matrix about what members answer, each for themselves and all together. */
export const ANSWER_ROWS: Row[] = [
  row('GET', `${G}/answers`, members(), inChapter, [
    'canary-answer',
    'canary-first',
    'canary-both-answered',
    'canary-private-answer',
    'canary-waiting',
  ]),
  row('POST', `${G}/answers`, [401, 404, 201, 409, 201, 201, 404], (world) => ({
    ...inGroup(world),
    body: { id: randomUUID(), chapter: CHAPTER, questionId: QUESTION, body: 'new' },
  })),
  row('GET', `${G}/answers/[answerId]`, members(), about('answer'), ['canary-answer']),
  row('PATCH', `${G}/answers/[answerId]`, creators(), about('answer', { version: 1, body: 'changed' })),
  row('DELETE', `${G}/answers/[answerId]`, creators(204), about('answer')),
  row('POST', `${G}/answers/[answerId]/restore`, creatorsOfGone(), deleted('answer'), ['canary-answer']),
  row('GET', `${G}/asked-questions`, members(), inChapter),
  row('PUT', `${G}/asked-questions`, leaders(), (world) => ({
    ...inGroup(world),
    body: { chapter: CHAPTER, questionId: 'why-two', revealed: true },
  })),
  // What each group is shown of others before and after: talk/circles.test.ts.
  row('GET', `${G}/circles`, members(), inGroup, ['canary-circle', 'canary-agreed']),
  row('POST', `${G}/circle`, leaders(204), (world) => ({ ...inGroup(world), body: { shown: true, name: 'The night shift' } })),
  ...alsoByForm('PUT', `${G}/answering`, leaders(204), (world) => ({ ...inGroup(world), body: { answerFirst: true, nameless: true } })),
  row('GET', `${G}/group-answers`, members(), inChapter, [...ANSWERED, 'canary-agreed', 'canary-closed-answer', 'canary-closed-dissent']),
  // There is one already.
  row(
    'POST',
    `${G}/group-answers`,
    members(201),
    (world) => ({
      ...inGroup(world),
      body: { id: randomUUID(), chapter: CHAPTER, questionId: QUESTION },
    }),
    ANSWERED,
  ),
  row('GET', `${G}/group-answers/[groupAnswerId]`, members(), about('groupAnswer'), ANSWERED),
  row('GET', `${G}/group-answers/[groupAnswerId]/updates`, members(), (world) => ({
    ...about('groupAnswer')(world),
    query: { after: '0' },
  })),
  row('POST', `${G}/group-answers/[groupAnswerId]/updates`, members(), (world) =>
    about('groupAnswer', { id: randomUUID(), after: 0, update: 'AAA=' })(world),
  ),
  row('GET', `${G}/group-answers/[groupAnswerId]/versions`, members(), about('groupAnswer'), ANSWERED),
  row('POST', `${G}/group-answers/[groupAnswerId]/versions`, members(), (world) =>
    about('groupAnswer', { id: randomUUID(), body: 'Written since.' })(world),
  ),
  row(
    'PUT',
    `${G}/group-answers/[groupAnswerId]/position`,
    members(),
    (world) => about('groupAnswer', { id: randomUUID(), version: 1, stance: 'AGREE' })(world),
    ANSWERED,
  ),
  row(
    'POST',
    `${G}/group-answers/[groupAnswerId]/steps`,
    leaders(),
    (world) => about('groupAnswer', { id: randomUUID(), version: 1, state: 'AGREED' })(world),
    ANSWERED,
  ),
]
