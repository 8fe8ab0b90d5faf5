import { randomUUID } from 'node:crypto'
import { type Ask, concerned, creatorsAlone, G, nobody } from '#tests/support/access-asks.ts'
import { row, testRows } from '#tests/support/access-matrix.ts'
import { HIDDEN_MODERATION_ROWS } from '#tests/support/access-moderation.ts'
import { CHAPTER, type World } from '#tests/support/access-world.ts'
import { HIDDEN_SAYING_ROWS } from '#tests/support/saying-rows.ts'

/*
 * The routes of the access matrix, asked by its id for what not everybody in the group may see: somebody's private note with what hangs on
 * it, a declined question, words that were taken away. Knowing an id lets nobody in.
 */

const PRIVATE = ['canary-private-note', 'canary-private-tag', 'canary-private-passage'] as const

const of =
  (more: (world: World) => Record<string, string>, body?: (world: World) => unknown) =>
  (world: World): Ask => ({ params: { groupId: world.group.id, ...more(world) }, body: body?.(world) })
const ofNote = (body?: (world: World) => unknown) => of(({ privateNote }) => ({ annotationId: privateNote.id }), body)
const ofReply = (body?: (world: World) => unknown) => of(({ privateReply }) => ({ commentId: privateReply.id }), body)
const ofDeclined = (body?: (world: World) => unknown) => of(({ declined }) => ({ groupQuestionId: declined.id }), body)
const inGroup = (body: (world: World) => unknown) => of(() => ({}), body)
const onNote = ({ privateNote }: World) => ({ kind: 'annotation', annotationId: privateNote.id })

const ofClosed = (body?: (world: World) => unknown) => of(({ closedAnswer }) => ({ groupAnswerId: closedAnswer.id }), body)
const ofFirstReply = of(({ firstReply }) => ({ commentId: firstReply.id }))

/** Every route that takes an answer's id, asked for one that its creator alone sees. */
function hiddenAnswer(key: 'firstAnswer' | 'privateAnswer', canary: 'canary-first' | 'canary-private-answer') {
  const ofAnswer = (body?: unknown) =>
    of(
      (world) => ({ answerId: world[key].id }),
      () => body,
    )
  const subject = (world: World) => ({ kind: 'answer', answerId: world[key].id })
  return [
    row('GET', `${G}/answers/[answerId]`, creatorsAlone(), ofAnswer(), [canary]),
    row('PATCH', `${G}/answers/[answerId]`, creatorsAlone(), ofAnswer({ version: 1, body: 'changed' })),
    row('DELETE', `${G}/answers/[answerId]`, creatorsAlone(key === 'firstAnswer' ? 200 : 204), ofAnswer()),
    row('POST', `${G}/answers/[answerId]/restore`, creatorsAlone(), ofAnswer(), [canary]),
    row(
      'POST',
      `${G}/comments`,
      creatorsAlone(201),
      inGroup((world) => ({ id: randomUUID(), chapter: CHAPTER, subject: subject(world), body: 'new' })),
    ),
    row(
      'GET',
      `${G}/web-annotations/[noteId]`,
      creatorsAlone(),
      of((world) => ({ noteId: world[key].id })),
      key === 'firstAnswer' ? ['canary-group', canary] : [canary],
    ),
  ]
}

testRows([
  ...HIDDEN_SAYING_ROWS,
  row('GET', `${G}/annotations/[annotationId]`, creatorsAlone(), ofNote(), PRIVATE),
  row(
    'PATCH',
    `${G}/annotations/[annotationId]`,
    creatorsAlone(),
    ofNote(() => ({ version: 1, body: 'changed', visibility: 'PRIVATE' })),
    ['canary-private-tag', 'canary-private-passage'],
  ),
  // A placeholder stays, since the reply below it stands.
  row('DELETE', `${G}/annotations/[annotationId]`, creatorsAlone(), ofNote(), ['canary-private-passage']),
  row('POST', `${G}/annotations/[annotationId]/restore`, creatorsAlone(), ofNote(), PRIVATE),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    creatorsAlone(),
    of(({ privateNote }) => ({ noteId: privateNote.id })),
    PRIVATE,
  ),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    creatorsAlone(),
    of(({ privateReply }) => ({ noteId: privateReply.id })),
    ['canary-private-reply'],
  ),
  row(
    'POST',
    `${G}/comments`,
    creatorsAlone(201),
    inGroup((world) => ({ id: randomUUID(), chapter: CHAPTER, subject: onNote(world), body: 'new' })),
  ),
  row(
    'POST',
    `${G}/comments`,
    creatorsAlone(201),
    inGroup((world) => ({ id: randomUUID(), chapter: CHAPTER, subject: onNote(world), parentId: world.privateReply.id, body: 'new' })),
  ),
  row(
    'PUT',
    `${G}/resolutions`,
    creatorsAlone(),
    inGroup((world) => ({ chapter: CHAPTER, subject: onNote(world), resolved: true })),
  ),
  // A reply is of its own thread: nobody reaches the private one from the side of another note.
  row(
    'POST',
    `${G}/comments`,
    nobody(),
    inGroup((world) => {
      const subject = { kind: 'annotation', annotationId: world.annotation.id }
      return { id: randomUUID(), chapter: CHAPTER, subject, parentId: world.privateReply.id, body: 'new' }
    }),
  ),
  row('GET', `${G}/comments/[commentId]`, creatorsAlone(), ofReply(), ['canary-private-reply']),
  row(
    'PATCH',
    `${G}/comments/[commentId]`,
    creatorsAlone(),
    ofReply(() => ({ version: 1, body: 'changed' })),
  ),
  row('DELETE', `${G}/comments/[commentId]`, creatorsAlone(204), ofReply()),
  row('POST', `${G}/comments/[commentId]/restore`, creatorsAlone(), ofReply(), ['canary-private-reply']),
  row(
    'POST',
    `${G}/changes`,
    creatorsAlone(409),
    inGroup(({ privateNote: { id: annotationId, chapterRevision, start, end } }) => ({
      ...{ id: randomUUID(), annotationId, from: { chapterRevision, start, end }, decision: 'accept' },
    })),
  ),
  row(
    'POST',
    `${G}/questions`,
    creatorsAlone(409),
    inGroup(({ privateNote }) => ({ id: randomUUID(), chapter: CHAPTER, annotationId: privateNote.id, text: 'A question?' })),
  ),

  // Answers to a question that the others have not answered, and one that is private although the question is revealed.
  ...hiddenAnswer('firstAnswer', 'canary-first'),
  ...hiddenAnswer('privateAnswer', 'canary-private-answer'),
  row('GET', `${G}/comments/[commentId]`, creatorsAlone(), ofFirstReply, ['canary-first-reply']),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    creatorsAlone(),
    of(({ firstReply }) => ({ noteId: firstReply.id })),
    ['canary-group', 'canary-first-reply'],
  ),

  // What the group answers together to a question that the others have not answered.
  row('GET', `${G}/group-answers/[groupAnswerId]`, creatorsAlone(), ofClosed(), ['canary-closed-answer', 'canary-closed-dissent']),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    creatorsAlone(),
    of(({ closedAnswer }) => ({ noteId: closedAnswer.versionId })),
    ['canary-group', 'canary-closed-answer'],
  ),
  row('GET', `${G}/group-answers/[groupAnswerId]/versions`, creatorsAlone(), ofClosed(), ['canary-closed-answer', 'canary-closed-dissent']),
  row('GET', `${G}/group-answers/[groupAnswerId]/updates`, creatorsAlone(), (world) => ({ ...ofClosed()(world), query: { after: '0' } })),
  row(
    'POST',
    `${G}/group-answers/[groupAnswerId]/updates`,
    creatorsAlone(),
    ofClosed(() => ({ id: randomUUID(), after: 0, update: 'AAA=' })),
  ),
  row(
    'POST',
    `${G}/group-answers/[groupAnswerId]/versions`,
    creatorsAlone(),
    ofClosed(() => ({ id: randomUUID(), body: 'Written since.' })),
  ),
  row(
    'PUT',
    `${G}/group-answers/[groupAnswerId]/position`,
    creatorsAlone(),
    ofClosed(() => ({ id: randomUUID(), version: 1, stance: 'AGREE' })),
    ['canary-closed-answer', 'canary-closed-dissent'],
  ),
  row(
    'POST',
    `${G}/group-answers/[groupAnswerId]/steps`,
    [401, 404, 403, 403, 404, 404, 404],
    ofClosed(() => ({ id: randomUUID(), version: 1, state: 'AGREED' })),
  ),
  row(
    'POST',
    `${G}/group-answers`,
    [401, 404, 403, 201, 403, 403, 404],
    inGroup(() => ({ id: randomUUID(), chapter: CHAPTER, questionId: 'why-two' })),
    ['canary-closed-answer', 'canary-closed-dissent'],
  ),

  row('GET', `${G}/questions/[groupQuestionId]`, concerned(), ofDeclined(), ['canary-declined', 'canary-reason']),
  row(
    'PATCH',
    `${G}/questions/[groupQuestionId]`,
    [401, 404, 404, 409, 403, 403, 404],
    ofDeclined(() => ({ version: 1, text: 'Changed?' })),
  ),
  row('DELETE', `${G}/questions/[groupQuestionId]`, [401, 404, 404, 204, 403, 403, 404], ofDeclined()),
  row('POST', `${G}/questions/[groupQuestionId]/restore`, [401, 404, 404, 200, 403, 403, 404], ofDeclined(), [
    'canary-declined',
    'canary-reason',
  ]),
  row(
    'PUT',
    `${G}/questions/[groupQuestionId]/decision`,
    [401, 404, 404, 403, 200, 200, 404],
    ofDeclined(() => ({ version: 1, status: 'SUGGESTED' })),
    ['canary-declined'],
  ),

  // A placeholder is shown to everybody; its words to nobody.
  row(
    'GET',
    `${G}/comments/[commentId]`,
    [401, 404, 200, 200, 200, 200, 404],
    of(({ withdrawnComment }) => ({ commentId: withdrawnComment.id })),
  ),

  ...HIDDEN_MODERATION_ROWS,
])
