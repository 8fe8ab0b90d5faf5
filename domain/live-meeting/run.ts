import type { GatheringKind, LineWords, MeetingRole, RunItem, TurnKind } from '#domain/live-meeting/action.ts'

/** Somebody's wish to speak. */
export type Turn = {
  id: string
  itemId: string
  speakerId: string
  kind: TurnKind
  words: string
  /** The turn that opened the point which a direct response is about; null for others. */
  pointId: string | null
  /** Number of the event that brought it to its place: earlier is before later. */
  arrival: number
  /** Number of the event by which the facilitator pulled it to the front; null where nobody did. */
  pulled: number | null
}

/** A line of the minutes. `itemId` is null for what belongs to no item. */
export type Line = LineWords & {
  id: string
  itemId: string | null
  /** Whoever sent it. */
  creatorId: string | null
  /** Whose words they are, where somebody else sent them from a device that was handed round. */
  byId: string | null
  at: number
  /** The event that wrote the present words. */
  since: string
  removed: boolean
  /** Facilitators took it out of the group's sight: its words are not here. */
  hidden: boolean
  /** A to-do that is done, a question that was answered since. */
  settled: boolean
}

/** What somebody gave to a gathering. */
export type GatheredAnswer = { value: number | null; text: string }

/** What everybody is asked at once. `shown` has what is seen by now, by person. */
export type Gathering = {
  id: string
  kind: GatheringKind
  question: string
  itemId: string | null
  endsAt: number | null
  revealed: boolean
  answered: string[]
  shown: Record<string, GatheredAnswer>
}

/** A stretch that one person reads aloud. */
export type ReadingPart = { paragraphs: string[]; readerId: string }

/**
 * A meeting as its events make it. All times are in milliseconds: moments since 1970 by the server's clock, and durations.
 * The same events give the same run, on the server and on every device.
 */
export type MeetingRun = {
  /** Number of the last event in it, and when that was. */
  seq: number
  at: number
  phase: 'PLANNED' | 'RUNNING' | 'CLOSED'
  startedAt: number | null
  closedAt: number | null
  items: RunItem[]
  currentId: string | null
  /** When the current item was opened last. */
  openedAt: number | null
  /** How long each item was open before that. */
  spent: Record<string, number>
  paragraph: string | null
  roles: Partial<Record<MeetingRole, string>>
  /** What the holder of each role would tell the next; `byId` is null when their account is gone. */
  handOver: Partial<Record<MeetingRole, { text: string; byId: string | null }>>
  /** Who says that they are there, where the group keeps nothing of it; elsewhere that is no part of the events. */
  here: string[]
  /** Names of people without an account, by the id that this meeting gave them. */
  guests: Record<string, string>
  stackPaused: boolean
  waiting: Turn[]
  speaking: { turn: Turn; since: number } | null
  /** The turn that opened the point which is being talked about: direct responses are to it. */
  pointId: string | null
  /** Who began it or opened an item. */
  steered: string[]
  /** How often and how long each person has spoken. */
  spoken: Record<string, { turns: number; time: number }>
  lines: Line[]
  gathering: Gathering | null
  /** The text read aloud in turns; `out` are those who would rather not. */
  reading: { id: string; parts: ReadingPart[]; out: string[] } | null
  /** Whether everybody sees how long each has spoken. */
  showTimes: boolean
  /** Who said that the facilitator only asks; null while nobody has. */
  askOnly: string | null
}

/** A meeting in which nothing has happened. */
export const NEW_RUN: MeetingRun = {
  seq: 0,
  at: 0,
  phase: 'PLANNED',
  startedAt: null,
  closedAt: null,
  items: [],
  currentId: null,
  openedAt: null,
  spent: {},
  paragraph: null,
  roles: {},
  handOver: {},
  here: [],
  guests: {},
  stackPaused: false,
  waiting: [],
  speaking: null,
  pointId: null,
  steered: [],
  spoken: {},
  lines: [],
  gathering: null,
  reading: null,
  showTimes: false,
  askOnly: null,
}
