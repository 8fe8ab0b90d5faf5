import 'server-only'
import { randomUUID } from 'node:crypto'
import type { InGroup } from '#domain/group.ts'
import { questionIdOf } from '#domain/group-question.ts'
import { INVITATION_DAYS } from '#domain/invitation.ts'
import type { NextCircle, StartNextCircle } from '#domain/next-circle.ts'
import { mayStartNextCircle } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { db, isDuplicate, type Tx } from '#server/db.ts'
import { newInvitationCode } from '#server/groups/invitation-code.ts'
import { notify } from '#server/live/notify.ts'
import { textOf } from '#server/markdown/shared-text.ts'
import { createPersona, isOf } from '#server/personas.ts'
import { ensureAsked } from '#server/talk/asked-questions.ts'

const DAY = 24 * 3600 * 1000
const ends = () => new Date(Date.now() + INVITATION_DAYS * DAY)

/** Questions that the group took over as its own: what every member sees. */
const listQuestions = ({ groupId }: InGroup) =>
  db().groupQuestion.findMany({
    where: { groupId, status: 'ACCEPTED', deletedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, chapter: true, kind: true, text: true, annotation: { select: { ...PASSAGE, visibility: true, deletedAt: true } } },
  })

/** Where a question stands in the text. */
const PASSAGE = {
  chapter: true,
  chapterRevision: true,
  exact: true,
  prefix: true,
  suffix: true,
  start: true,
  end: true,
  lostIn: true,
} as const

/** What the group agreed on, in the words of the version that stands. */
async function listAgreed({ groupId }: InGroup) {
  const rows = await db().groupAnswer.findMany({
    where: { groupId, state: { in: ['AGREED', 'RECORDED'] } },
    orderBy: { id: 'asc' },
    select: { chapter: true, questionId: true, versions: { orderBy: { version: 'desc' }, take: 1, select: { body: true } } },
  })
  return rows.flatMap(({ versions, ...place }) => versions.map(({ body }) => ({ ...place, body })))
}

/** What the group's next circle would start from. */
export async function findNextCircle(viewer: Viewer, { groupId }: InGroup): Promise<NextCircle> {
  await requireMember(viewer, groupId)
  const [questions, answers] = await Promise.all([listQuestions({ groupId }), listAgreed({ groupId })])
  return { questions: questions.length, answers: answers.length }
}

/**
 * Starts a new group on the same text with the viewer as its owner: with the settings and the questions of the old one and, if wished, its
 * agreed answers, each as the first draft of the new group's. Nobody's name goes along. Members who are chosen find an invitation in the old
 * group's inbox. Sent again by the same person it changes nothing.
 * @returns the id of the new group
 * @throws Problem `forbidden` to those who do not lead, `invalid` where somebody who is no member is chosen
 */
export async function startNextCircle(viewer: Viewer, input: StartNextCircle): Promise<{ groupId: string }> {
  const member = await requireMember(viewer, input.groupId)
  requireRight(mayStartNextCircle(member.role), say('mayStartNextCircle'))
  const [from, questions, agreed, invited] = await Promise.all([
    db().readingGroup.findUniqueOrThrow({ where: { id: member.groupId }, select: SETTINGS }),
    listQuestions(member),
    input.answers ? listAgreed(member) : [],
    requireInvited(member, input.members),
  ])
  try {
    await db().$transaction(async (tx) => {
      await tx.readingGroup.create({ data: { ...from, id: input.id, name: input.name } })
      const userId = await findFounder(tx, viewer, input.id)
      await tx.membership.create({ data: { groupId: input.id, userId, role: 'OWNER' } })
      await tx.invitation.create({ data: { groupId: input.id, code: newInvitationCode(), creatorId: userId, expiresAt: ends() } })
      const asked = await copyQuestions(tx, input.id, questions, userId)
      for (const { chapter, questionId, body } of agreed)
        await beginAnswer(tx, { groupId: input.id, chapter, questionId: asked.get(questionId) ?? questionId }, body)
      await invite(tx, { viaGroupId: member.groupId, groupId: input.id, creatorId: userId }, invited)
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const where = { groupId: input.id, user: isOf(accountOf(viewer)) }
    const own = await db().membership.findFirst({ where, select: { groupId: true } })
    if (!own) throw new Problem('conflict', say('groupFormUsed'))
  }
  return { groupId: input.id }
}

/** Whoever goes by a name of their own goes by the same one in the new group, as somebody else than in the old. */
async function findFounder(tx: Tx, viewer: Viewer, groupId: string): Promise<string> {
  const { accountId, name } = viewer
  return accountId === undefined ? viewer.userId : createPersona(tx, { accountId, groupId, name })
}

const SETTINGS = {
  ...{ guide: true, welcome: true, callLink: true, language: true, timeZone: true, showsPresence: true },
  ...{ keepsAttendance: true, keepsTurns: true },
  ...{ answerFirst: true, nameless: true },
} as const

async function requireInvited({ groupId, userId }: Belonging, members: string[]): Promise<string[]> {
  const wanted = [...new Set(members)].filter((id) => id !== userId)
  const found = await db().membership.count({ where: { groupId, userId: { in: wanted } } })
  if (found < wanted.length) throw new Problem('invalid', say('onlyMembersInvited'))
  return wanted
}

/**
 * A question on a passage that the group saw goes along as one: whoever starts the new group marks the passage there, without words.
 * @returns the new questions' ids by those of the old ones
 */
async function copyQuestions(
  tx: Tx,
  groupId: string,
  questions: Awaited<ReturnType<typeof listQuestions>>,
  userId: string,
): Promise<Map<string, string>> {
  const decided = { status: 'ACCEPTED' as const, deciderId: userId, decidedAt: new Date() }
  const copies = questions.map(({ id, annotation, ...question }) => {
    const mark = markOf(annotation)
    return { from: id, mark, data: { ...question, id: randomUUID(), groupId, annotationId: mark?.id ?? null } }
  })
  const marked = { groupId, creatorId: userId, motivation: 'questioning' as const }
  await tx.annotation.createMany({ data: copies.flatMap(({ mark }) => (mark ? [{ ...mark, ...marked }] : [])) })
  await tx.groupQuestion.createMany({ data: copies.map(({ data }) => ({ ...data, ...decided })) })
  return new Map(copies.map(({ from, data }) => [questionIdOf(from), questionIdOf(data.id)]))
}

type Noted = Awaited<ReturnType<typeof listQuestions>>[number]['annotation']

/** The passage of a note that every member saw, to be marked anew. */
function markOf(note: Noted) {
  if (!note) return null
  const { visibility, deletedAt, ...passage } = note
  return visibility === 'GROUP' && deletedAt === null ? { ...passage, id: randomUUID() } : null
}

/** The words are nobody's: whoever wrote them belongs to the old group. */
async function beginAnswer(tx: Tx, place: { groupId: string; chapter: string; questionId: string }, body: string): Promise<void> {
  const id = randomUUID()
  await ensureAsked(tx, place)
  await tx.groupAnswer.create({ data: { id, ...place, seq: 1 } })
  const update = new Uint8Array(textOf(body))
  await tx.groupAnswerUpdate.create({ data: { id: randomUUID(), groupId: place.groupId, groupAnswerId: id, seq: 1, update } })
}

type From = { viaGroupId: string; groupId: string; creatorId: string }

async function invite(tx: Tx, { viaGroupId, ...from }: From, invited: string[]): Promise<void> {
  const personal = { ...from, viaGroupId, expiresAt: ends(), maxUses: 1 }
  await tx.invitation.createMany({ data: invited.map((inviteeId) => ({ ...personal, inviteeId, code: newInvitationCode() })) })
  // Their dot lights up without their having to look.
  for (const id of invited) await notify(tx, { groupId: viaGroupId, noun: 'group', id: viaGroupId, onlyFor: [id] })
}
