import { about, concerned, creatorsAlone, G, inGroup, members } from '#tests/support/access-asks.ts'
import { type Row, row } from '#tests/support/access-matrix.ts'
import type { World } from '#tests/support/access-world.ts'

// The rows of the access matrix about what hangs on a note, a comment or an answer, whichever of the three it is.

type Saying = { noun: 'annotation' | 'comment' | 'answer'; id: (world: World) => string }
const reacting =
  ({ noun, id }: Saying) =>
  (world: World) => ({ ...inGroup(world), body: { noun, id: id(world), kind: 'AGREE', on: true } })

const asking =
  ({ noun, id }: Saying) =>
  (world: World) => ({ ...inGroup(world), query: { noun, id: id(world) } })

const NOTE: Saying = { noun: 'annotation', id: ({ annotation }) => annotation.id }
/** What the creator alone sees, in each of its ways. */
const HIDDEN: Saying[] = [
  { noun: 'annotation', id: ({ privateNote }) => privateNote.id },
  { noun: 'comment', id: ({ privateReply }) => privateReply.id },
  { noun: 'answer', id: ({ firstAnswer }) => firstAnswer.id },
  { noun: 'comment', id: ({ firstReply }) => firstReply.id },
  { noun: 'answer', id: ({ privateAnswer }) => privateAnswer.id },
]

export const SAYING_ROWS: Row[] = [
  row('PUT', `${G}/reactions`, members(), reacting(NOTE)),
  row('GET', `${G}/rewordings`, members(), asking(NOTE), ['canary-earlier']),
  row('PUT', `${G}/questions/[groupQuestionId]/vote`, members(), about('groupQuestion', { on: true }), ['canary-question']),
  row('POST', `${G}/previews`, members(), (world) => ({ ...inGroup(world), body: { body: '*new*' } })),
]
export const HIDDEN_SAYING_ROWS: Row[] = [
  ...HIDDEN.map((saying) => row('PUT', `${G}/reactions`, creatorsAlone(), reacting(saying))),
  // It has been decided on, which is told to those alone who see it.
  row('PUT', `${G}/questions/[groupQuestionId]/vote`, concerned(409), ({ group, declined }) => ({
    params: { groupId: group.id, groupQuestionId: declined.id },
    body: { on: true },
  })),
  ...HIDDEN.map((saying) => row('GET', `${G}/rewordings`, creatorsAlone(), asking(saying), ['canary-hidden-earlier'])),
]
