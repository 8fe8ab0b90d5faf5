import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { addCircles, addGroupAnswer } from '#tests/support/access-circles.ts'
import {
  addMember,
  createAnnotation,
  createAnswer,
  createComment,
  createGroup,
  createGroupQuestion,
  createInvitation,
  createMeeting,
  createPassageChange,
  createSummary,
  createUser,
} from '#tests/support/factories.ts'

/** Everybody who may ask. */
export const WHO = ['signed out', 'stranger', 'member', 'creator', 'facilitator', 'owner', 'removed member'] as const
export type Who = (typeof WHO)[number]

export const CHAPTER = 'two-bulges'
export const QUESTION = 'seen-the-sea'
const FIXTURE = { guide: 'tides', chapter: CHAPTER, question: QUESTION, agreed: 'pictures-that-mislead' }

/**
 * A group with one of everything, each saying its canary; `creator` is a plain member who wrote it all.
 * @param about the chapter, the question that they talk about and one that they agreed on: of the fixture guide, unless told
 * @param who some of the people, where they are there already
 */
export async function makeWorld({ guide, chapter: slug, question, agreed } = FIXTURE, who: { owner?: Somebody; creator?: Somebody } = {}) {
  const [anOwner, facilitator, member, aCreator, removed, stranger] = await Promise.all(
    ['Owner', 'Facilitator', 'Member', 'Creator', 'Removed', 'Stranger'].map((name) =>
      createUser({
        name,
        ...(name === 'Creator' && { email: `${randomUUID()}@canary-mail.example.org` }),
      }),
    ),
  )
  const { owner = anOwner, creator = aCreator } = who
  if (!owner || !facilitator || !member || !creator || !removed || !stranger) throw new Error('people missing')
  const group = await createGroup({ owner, guide, name: 'Readers canary-group' })
  await addMember({ group, user: facilitator, role: 'FACILITATOR' })
  for (const user of [member, creator]) await addMember({ group, user })
  const chapter = await requireChapter(guide, slug)
  const place = { chapterRevision: chapter.revision, chapter: slug, ...describe(chapter.text, { start: 0, end: 5 }) }
  const written = { group, creator }
  const annotation = await createAnnotation({ ...written, ...place, body: 'canary-note', tags: ['canary-tag'] })
  const comment = await createComment({ ...written, subject: { annotation }, body: 'canary-comment' })
  const groupQuestion = await createGroupQuestion({ ...written, annotation, chapter: slug, text: 'canary-question?' })
  const answer = await createAnswer({ ...written, chapter: slug, questionId: question, body: 'canary-answer' })
  await db().askedQuestion.updateMany({ where: { groupId: group.id, questionId: question }, data: { revealedAt: new Date() } })
  await addCircles({ guide, chapter: slug, question: agreed })
  const closed = await addClosedAnswers({ group, creator, member, chapter: slug, question, agreed })
  const hidden = await addHiddenWords({ group, creator, member, owner, removed, stranger, place })
  const reacting = { groupId: group.id, userId: member.id, kind: 'AGREE' as const }
  await db().reaction.createMany({
    data: [
      { ...reacting, annotationId: annotation.id },
      { ...reacting, answerId: answer.id },
      { ...reacting, userId: creator.id, annotationId: hidden.privateNote.id },
      { ...reacting, userId: creator.id, commentId: closed.firstReply.id },
    ],
  })
  await addEarlierWords(group, { annotation, ...closed, ...hidden })
  const meeting = await createMeeting({ group, chapter: slug, lines: [{ text: 'canary-minutes' }] })
  await createSummary({ meeting, creator: owner, body: 'canary-summary', short: 'canary-short' })
  await hideTogether({ group, creator, owner, chapter: slug, meeting, groupAnswer: closed.groupAnswer })
  const invitation = await createInvitation({ group, creator: owner, code: `${randomUUID()}canary-invitation` })
  const people: Record<Who, { id: string } | null> = {
    'signed out': null,
    stranger,
    member,
    creator,
    facilitator,
    owner,
    'removed member': removed,
  }
  return {
    group,
    annotation,
    comment,
    groupQuestion,
    answer,
    meeting,
    invitation,
    ...hidden,
    ...closed,
    people,
    place,
    plainMember: member,
  }
}
export type World = Awaited<ReturnType<typeof makeWorld>>

/** What some of it said before it was changed. */
type Changed = Record<
  'annotation' | 'privateNote' | 'privateReply' | 'firstAnswer' | 'firstReply' | 'privateAnswer' | 'withdrawnComment',
  Somebody
>
async function addEarlierWords({ id: groupId }: Somebody, changed: Changed): Promise<void> {
  const before = { groupId, version: 1, writtenAt: new Date() }
  const hidden = { ...before, body: 'canary-hidden-earlier' }
  await db().rewording.createMany({
    data: [
      { ...before, annotationId: changed.annotation.id, body: 'canary-earlier' },
      { ...hidden, annotationId: changed.privateNote.id },
      { ...hidden, commentId: changed.privateReply.id },
      { ...hidden, answerId: changed.firstAnswer.id },
      { ...hidden, commentId: changed.firstReply.id },
      { ...hidden, answerId: changed.privateAnswer.id },
      { ...before, commentId: changed.withdrawnComment.id, body: 'canary-withdrawn-earlier' },
    ],
  })
}

/** Answers that not everybody sees yet: to what the creator alone has answered, or the plain member too, and one kept private. */
type Closing = { group: Somebody; creator: Somebody; member: Somebody; chapter: string; question: string; agreed: string }
async function addClosedAnswers({ group, creator, member, chapter, question, agreed }: Closing) {
  const written = { group, creator, chapter }
  const firstAnswer = await createAnswer({ ...written, questionId: 'why-two', body: 'canary-first' })
  const firstReply = await createComment({ group, creator, subject: { answer: firstAnswer }, body: 'canary-first-reply' })
  await createAnswer({ ...written, creator: member, questionId: agreed, body: 'Mine.' })
  await createAnswer({ ...written, questionId: agreed, sharing: 'NAMELESS', body: 'canary-both-answered' })
  const privateAnswer = await createAnswer({ ...written, questionId: 'simple-bulges', sharing: 'PRIVATE', body: 'canary-private-answer' })
  await db().askedQuestion.updateMany({ where: { groupId: group.id, questionId: 'simple-bulges' }, data: { revealedAt: new Date() } })
  const groupAnswer = await addGroupAnswer(group, chapter, question, 'PROPOSED', ['canary-group-answer', 'canary-dissent'])
  const closedAnswer = await addGroupAnswer(group, chapter, 'why-two', 'PROPOSED', ['canary-closed-answer', 'canary-closed-dissent'])
  await addGroupAnswer(group, chapter, agreed, 'AGREED', ['canary-agreed', ''])
  return { firstAnswer, firstReply, privateAnswer, groupAnswer, closedAnswer }
}

type Together = { group: Somebody; creator: Somebody; owner: Somebody; chapter: string; meeting: Somebody; groupAnswer: Somebody }

/** Words of what the group writes together that facilitators hid; its writer reads of one of them. */
async function hideTogether({ group, creator, owner, chapter, meeting, groupAnswer }: Together) {
  const [groupId, hiddenAt] = [group.id, new Date()]
  const about = { groupId, groupAnswerId: groupAnswer.id, version: 1, userId: creator.id, stance: 'DISSENT' as const }
  const position = await db().position.create({ data: { ...about, id: randomUUID(), body: 'canary-hidden-dissent', hiddenAt } })
  const entry = { noun: 'position' as const, subjectId: position.id, chapter, named: true, reason: 'canary-hide-reason' }
  const log = { ...entry, id: randomUUID(), groupId, act: 'HIDE' as const, creatorId: creator.id, actorId: owner.id }
  await db().moderationEntry.create({ data: log })
  const { id } = await addGroupAnswer(group, chapter, 'simple-bulges', 'AGREED', ['canary-hidden-answer', 'canary-hidden-answer'])
  await db().groupAnswer.update({ where: { id }, data: { hiddenAt } })
  const line = {
    type: 'line-written',
    lineId: randomUUID(),
    itemId: null,
    kind: 'NOTE',
    text: 'canary-hidden-line',
    ownerId: null,
    due: null,
  }
  const event = { groupId, meetingId: meeting.id, actorId: creator.id, at: hiddenAt }
  await db().meetingEvent.create({ data: { ...event, id: randomUUID(), seq: 2, action: line, hiddenAt } })
  const told = { type: 'line-hidden', lineId: line.lineId }
  await db().meetingEvent.create({ data: { ...event, id: randomUUID(), seq: 3, actorId: null, action: told } })
  const cancelled = await createMeeting({ group, chapter, status: 'CANCELLED', startsAt: new Date(0) })
  await createSummary({ meeting: cancelled, creator, body: 'canary-hidden-summary', short: 'canary-hidden-summary' })
  await db().meetingSummary.update({ where: { id: cancelled.id }, data: { hiddenAt } })
}

/** A text that an owner of the installation has uploaded, whom nobody in the world is. @returns its id */
export async function makeDraft(): Promise<string> {
  const { id: creatorId } = await createUser()
  const id = randomUUID()
  await db().installationOwner.create({ data: { userId: creatorId } })
  const blocks = [{ kind: 'paragraph', text: 'canary-draft', origin: { line: 1 } }]
  const text = { title: null, creator: null, language: null, report: [], sections: [{ part: 'chapter', title: 'canary-draft', blocks }] }
  const settings = { slug: 'a-text', title: 'A text', language: 'en', licence: 'Free', audience: 'MEMBERS', companion: null }
  await db().importDraft.create({ data: { id, creatorId, fileName: 'text.txt', text, settings } })
  return id
}

type Somebody = { id: string }
type Place = Selectors & { chapter: string; chapterRevision: string }
type Hiding = { group: Somebody; creator: Somebody; member: Somebody; owner: Somebody; removed: Somebody; stranger: Somebody; place: Place }

/** What not everybody in the group may see, or nobody any more. */
async function addHiddenWords({ group, creator, member, owner, removed, stranger, place }: Hiding) {
  const written = { group, creator }
  const withdrawn = { deletedAt: new Date(), removal: 'WITHDRAWN' as const, removedById: creator.id }
  const privately = { ...written, ...place, visibility: 'PRIVATE' as const, body: 'canary-private-note', tags: ['canary-private-tag'] }
  const privateNote = await createAnnotation({ ...privately, exact: 'canary-private-passage' })
  const privateReply = await createComment({ ...written, subject: { annotation: privateNote }, body: 'canary-private-reply' })
  const edited = await createAnnotation({ ...written, ...place, visibility: 'PRIVATE' })
  await createPassageChange({ annotation: edited, fromExact: 'canary-private-change' })
  const others = await createAnnotation({ ...written, ...place, creator: removed, body: 'canary-former' })
  await createAnnotation({ ...written, ...place, creator: removed, visibility: 'PRIVATE', body: 'canary-former-private' })
  const bereft = await createUser()
  await createAnnotation({ ...written, ...place, creator: bereft, body: 'canary-bereft' })
  await db().user.delete({ where: { id: bereft.id } })
  const changed = await createAnnotation({ ...written, ...place })
  await createPassageChange({ annotation: changed, fromExact: 'canary-changed' })
  const declined = await createGroupQuestion({
    ...{ ...written, annotation: changed, chapter: place.chapter, text: 'canary-declined?', reason: 'canary-reason' },
    ...{ status: 'DECLINED', deciderId: owner.id, decidedAt: new Date() },
  })
  const withdrawnNote = { ...written, ...place, ...withdrawn, body: 'canary-withdrawn-note', tags: ['canary-withdrawn-tag'] }
  const placeholder = await createAnnotation(withdrawnNote)
  const gone = await createComment({ ...written, ...withdrawn, subject: { annotation: placeholder }, body: 'canary-withdrawn-comment' })
  await createComment({ ...written, subject: { annotation: placeholder }, parent: gone })
  const moderated = { ...withdrawn, removal: 'MODERATED' as const, removedById: owner.id }
  const hidden = await createComment({ ...written, ...moderated, subject: { annotation: others }, body: 'canary-moderated' })
  const entry = {
    id: randomUUID(),
    act: 'HIDE' as const,
    noun: 'comment' as const,
    subjectId: hidden.id,
    chapter: place.chapter,
    named: true,
  }
  const logged = { ...entry, groupId: group.id, creatorId: creator.id, actorId: owner.id, reason: 'canary-hide-reason' }
  await db().moderationEntry.create({ data: logged })
  const pointed = { groupId: group.id, annotationId: changed.id, userId: member.id, reason: 'canary-flag-reason', hides: false }
  await db().flag.create({ data: pointed })
  await createAnswer({ ...written, ...withdrawn, chapter: place.chapter, questionId: 'why-two', body: 'canary-withdrawn-answer' })
  const taken = { ...written, ...withdrawn, annotation: changed, chapter: place.chapter, text: 'canary-withdrawn-question?' }
  await createGroupQuestion(taken)
  const waits = { deletedAt: new Date(), removal: 'HELD' as const }
  const heldNote = await createAnnotation({ ...written, ...place, ...waits, body: 'canary-waiting', tags: ['canary-waiting'] })
  await createComment({ ...written, ...waits, subject: { annotation: others }, body: 'canary-waiting' })
  await createAnswer({ ...written, ...waits, chapter: place.chapter, questionId: 'simple-bulges', body: 'canary-waiting' })
  await createGroupQuestion({ ...written, ...waits, annotation: changed, chapter: place.chapter, text: 'canary-waiting?' })
  const elsewhere = await createGroup({ owner: stranger, name: 'Elsewhere canary-elsewhere' })
  await createAnnotation({ ...place, group: elsewhere, creator: stranger, body: 'canary-elsewhere' })
  return { privateNote, privateReply, declined, withdrawnComment: gone, hiddenComment: hidden, heldNote, bareNote: changed }
}
