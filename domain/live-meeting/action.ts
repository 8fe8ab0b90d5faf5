import { z } from 'zod'
import { body, requiredBody } from '#domain/body.ts'
import { ParagraphLabel, QuestionKind, Slug } from '#domain/guide.ts'
import { AboutMeeting } from '#domain/meeting.ts'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'

const Id = z.uuid()

/** Most items that an agenda may have, and most lines that minutes may have. */
export const MOST_ITEMS = 60
export const MOST_LINES = 1_000
/** Most things that can happen in one meeting: an evening has some hundred. */
export const MOST_EVENTS = 10_000

/** Most UTF-16 units of a note to the next holder of a role. */
export const MOST_HAND_OVER = 500

const Minutes = z.int().min(1, fault('itemAtLeast')).max(240, fault('itemAtMost'))

/**
 * An item of a meeting's stored agenda. `chapter` is there where the meeting takes up several, and its `paragraphs` are those of that one, else
 * of the meeting's own. `slot` says what of it is made anew for every meeting.
 */
export const RunItem = z.strictObject({
  id: Id,
  title: requiredBody(2_000),
  slot: z.enum(['CARRIED', 'OPENERS', 'READING', 'UNCLEAR', 'ARGUED', 'QUESTIONS']).optional(),
  chapter: Slug.optional(),
  questionId: z.string().max(120).nullable(),
  kind: QuestionKind.nullable(),
  paragraphs: z.array(ParagraphLabel.max(20)).max(40),
  minutes: Minutes,
  /** The member or guest who looks after it. */
  ownerId: Id.nullable(),
})
export type RunItem = z.infer<typeof RunItem>

/** Who does what in a meeting. */
export const MeetingRole = z.enum(['FACILITATOR', 'NOTE_TAKER', 'TIMEKEEPER', 'FIRST_READER'])
export type MeetingRole = z.infer<typeof MeetingRole>

/** Why somebody asks for the floor. */
export const TurnKind = z.enum(['NEW_POINT', 'DIRECT_RESPONSE', 'QUESTION'])
export type TurnKind = z.infer<typeof TurnKind>

/** What a line of the minutes records. */
export const LineKind = z.enum(['NOTE', 'AGREED', 'OPEN', 'DISSENT', 'DECISION', 'ACTION'])
export type LineKind = z.infer<typeof LineKind>

/**
 * What people are asked at once: a line from disagree to agree, hands, words written in silence, or a round in which everybody says one
 * sentence.
 */
export const GatheringKind = z.enum(['TEMPERATURE', 'HANDS', 'WRITING', 'ROUND'])
export type GatheringKind = z.infer<typeof GatheringKind>

/** A line's words. `ownerId` and `due` say who does it until when; they mean something for an ACTION only. */
const LineWords = z.strictObject({
  kind: LineKind,
  text: requiredBody(2_000),
  ownerId: Id.nullable(),
  due: z.iso.date(fault('chooseDate')).nullable(),
})
export type LineWords = z.infer<typeof LineWords>

const Item = z.object({ itemId: Id })
const Turn = z.object({ turnId: Id })
const Line = z.object({ lineId: Id })
const Gathering = z.object({ gatheringId: Id })
const Reading = z.object({ readingId: Id })
/** A stretch that one person reads aloud. */
const Part = z.strictObject({ paragraphs: z.array(ParagraphLabel.max(20)).min(1).max(400), readerId: Id })
const Before = { beforeId: Id.nullable() }
const act = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape })

/**
 * What can happen in a meeting. Each names what it is about, never "the next one" or "this one": pressing twice, on two devices or
 * without a network, then does what one press does.
 */
export const MeetingAction = z.discriminatedUnion('type', [
  act('agenda-set', { items: z.array(RunItem).min(1, fault('agendaEmpty')).max(MOST_ITEMS) }),
  act('item-added', { item: RunItem, ...Before }),
  act('item-changed', { ...Item.shape, title: requiredBody(2_000), minutes: Minutes, ownerId: Id.nullable() }),
  act('item-moved', { ...Item.shape, ...Before }),
  act('item-removed', Item.shape),
  act('started', {}),
  act('item-opened', Item.shape),
  /** More time for an item, taken from a later one unless `fromId` is null. */
  act('minutes-given', { ...Item.shape, fromId: Id.nullable(), minutes: z.int().min(1).max(60) }),
  /** `keepsTurns`: the group keeps how often and how long each spoke; the server alone says so. */
  act('closed', { keepsTurns: z.literal(true).optional() }),
  act('reopened', {}),
  /** Where the facilitator is in the text. */
  act('paragraph-shown', { paragraph: ParagraphLabel.max(20).nullable() }),
  act('role-given', { role: MeetingRole, holderId: Id.nullable() }),
  /** What whoever holds a role would tell the next to hold it; empty words take it back. */
  act('hand-over-written', { role: MeetingRole, text: body(MOST_HAND_OVER) }),
  act('guest-added', { guestId: Id, name: shownName({ max: 40, empty: fault('writeName') }) }),
  /** Somebody is there or has gone, in a group that keeps nothing of it; the server alone says so. */
  act('here-told', { personId: Id, here: z.boolean() }),
  act('turn-asked', { ...Turn.shape, speakerId: Id, kind: TurnKind }),
  act('turn-worded', { ...Turn.shape, words: z.string().trim().max(140, fault('atMost')) }),
  act('turn-withdrawn', Turn.shape),
  act('turn-opened', Turn.shape),
  act('turn-ended', Turn.shape),
  act('turn-pulled', Turn.shape),
  act('turn-passed', Turn.shape),
  act('stack-paused', { paused: z.boolean() }),
  /** `byId` says whose words they are where a device is handed round. */
  act('line-written', { ...Line.shape, itemId: Id.nullable(), byId: Id.optional(), ...LineWords.shape }),
  /** `since` is the event that wrote the words from which the change started: others' changes meanwhile are not written over. */
  act('line-changed', { ...Line.shape, since: Id, ...LineWords.shape }),
  act('line-removed', Line.shape),
  act('line-restored', Line.shape),
  /** A to-do is done, or an open question answered: it is not carried over any more. */
  act('line-settled', { ...Line.shape, settled: z.boolean() }),
  /** Facilitators took a line out of the group's sight, or brought it back with its words; the server alone says so. */
  act('line-hidden', Line.shape),
  act('line-brought-back', { ...Line.shape, ...LineWords.shape }),
  act('gathering-opened', {
    ...Gathering.shape,
    kind: GatheringKind,
    question: body(300),
    seconds: z.int().min(15).max(1_800).nullable(),
  }),
  /** Somebody has an answer; it stays on their device until all are shown. */
  act('gathering-answered', { ...Gathering.shape, personId: Id }),
  act('gathering-revealed', Gathering.shape),
  /** `itemId`: where it belongs in the minutes when its gathering is over. */
  act('gathering-shown', {
    ...Gathering.shape,
    personId: Id,
    itemId: Id.optional(),
    value: z.int().min(0).max(4).nullable(),
    text: body(1_000),
  }),
  act('gathering-closed', Gathering.shape),
  act('reading-opened', { ...Reading.shape, parts: z.array(Part).min(1).max(200) }),
  act('reading-given', { ...Reading.shape, part: z.int().min(0).max(199), readerId: Id }),
  /** Somebody would rather not read. */
  act('reading-left', { ...Reading.shape, personId: Id }),
  act('reading-closed', Reading.shape),
  /** The group keeps nothing of who was there: what happened here is forgotten; the server alone says so. */
  act('forgotten', {}),
  /** Whether everybody sees how long each has spoken. */
  act('times-shown', { shown: z.boolean() }),
  /** Whether the facilitator only asks: their own answers then wait for the last item. */
  act('ask-only-set', { on: z.boolean() }),
])
export type MeetingAction = z.infer<typeof MeetingAction>

/** One thing that happened, numbered in its meeting from 1 without gaps. `id` is made by the device, so that a repeat is harmless. */
export type MeetingEvent = {
  seq: number
  id: string
  /** Null when their account is gone. */
  actorId: string | null
  /** Milliseconds since 1970 by the server's clock; never earlier than the event before. */
  at: number
  action: MeetingAction
}

/** What a device sends: things that happened on it, in their order. */
export const AppendEvents = AboutMeeting.extend({
  events: z
    .array(
      z.strictObject({
        id: Id,
        /** When it happened by the server's clock as far as the device knows it; milliseconds since 1970. */
        madeAt: z.int().min(0).max(8_640_000_000_000_000),
        action: MeetingAction,
      }),
    )
    .min(1)
    .max(100),
})
export type AppendEvents = z.infer<typeof AppendEvents>

/** Events from after `after` on. */
export const ListEvents = AboutMeeting.extend({ after: z.coerce.number().int().min(0).max(MOST_EVENTS) })
export type ListEvents = z.infer<typeof ListEvents>

/** `since`: the moment that the page was made at, as for a group's stream. */
export const OpenMeetingStream = ListEvents.extend({ since: z.string().max(100).optional() })
export type OpenMeetingStream = z.infer<typeof OpenMeetingStream>

/** An action that was not allowed, with the sentence for whoever tried it. */
export type RefusedAction = { id: string; title: string }
