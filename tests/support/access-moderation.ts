import { randomUUID } from 'node:crypto'
import { G, leaders } from '#tests/support/access-asks.ts'
import { type Row, row } from '#tests/support/access-matrix.ts'
import type { World } from '#tests/support/access-world.ts'

const said =
  (of: (world: World) => { noun: string; subjectId: string }, body: object = {}): Row['ask'] =>
  (world) => ({ params: { groupId: world.group.id }, body: { ...of(world), ...body, id: randomUUID() } })
const note = ({ annotation }: World) => ({ noun: 'annotation', subjectId: annotation.id })
const privateNote = (world: World) => ({ noun: 'annotation', subjectId: world.privateNote.id })
const closedAnswer = (world: World) => ({ noun: 'answer', subjectId: world.firstAnswer.id })
const hidden = ({ hiddenComment }: World) => ({ noun: 'comment', subjectId: hiddenComment.id })
const held = ({ heldNote }: World) => ({ noun: 'annotation', subjectId: heldNote.id })
const why = { reason: 'Because.' }

/**
 * The rows of the access matrix about flagging, muting and moderating: none of these says anybody's words. Signed out, stranger, member,
 * creator, facilitator, owner, removed; the creator wrote all of it.
 */
export const MODERATION_ROWS: Row[] = [
  row('POST', `${G}/flags`, [401, 404, 204, 403, 204, 204, 404], said(note, { ...why, hides: true })),
  row('POST', `${G}/mutes`, [401, 404, 204, 409, 204, 204, 404], ({ group, people }) => ({
    params: { groupId: group.id },
    body: { userId: people.creator?.id, muted: true },
  })),
  row('POST', `${G}/moderation`, [401, 404, 403, 403, 204, 204, 404], said(note, { ...why, act: 'HIDE' })),
  row('POST', `${G}/held-posts`, leaders(204), ({ group }) => ({ params: { groupId: group.id }, body: { first: 3 } })),
  row('POST', `${G}/members/[userId]/trust`, leaders(204), ({ group, plainMember }) => ({
    params: { groupId: group.id, userId: plainMember.id },
  })),
]

/** The same about words that not everybody sees. */
export const HIDDEN_MODERATION_ROWS: Row[] = [
  row('POST', `${G}/flags`, [401, 404, 404, 403, 404, 404, 404], said(privateNote, { ...why, hides: true })),
  row('POST', `${G}/flags`, [401, 404, 404, 403, 404, 404, 404], said(closedAnswer, { ...why, hides: true })),
  row('POST', `${G}/moderation`, [401, 404, 403, 403, 404, 404, 404], said(privateNote, { ...why, act: 'HIDE' })),
  row('POST', `${G}/moderation`, [401, 404, 403, 403, 404, 404, 404], said(closedAnswer, { ...why, act: 'HIDE' })),
  row('POST', `${G}/moderation`, [401, 404, 403, 403, 204, 204, 404], said(hidden, { ...why, act: 'RESTORE' })),
  row('POST', `${G}/moderation`, [401, 404, 404, 204, 404, 404, 404], said(hidden, { ...why, act: 'REPLY' })),
  // What waits: facilitators let it in, whoever wrote it takes it back, and to the others it is not there.
  row('POST', `${G}/flags`, [401, 404, 404, 404, 404, 404, 404], said(held, { ...why, hides: true })),
  row('POST', `${G}/moderation`, [401, 404, 403, 403, 204, 204, 404], said(held, { ...why, act: 'APPROVE' })),
  row('POST', `${G}/moderation`, [401, 404, 404, 204, 404, 404, 404], said(held, { ...why, act: 'WITHDRAW' })),
]
