import { randomUUID } from 'node:crypto'
import type { MeetingAction, MeetingEvent, RunItem } from '#domain/live-meeting/action.ts'
import { applyEvents } from '#domain/live-meeting/apply-event.ts'
import { type MeetingRun, NEW_RUN } from '#domain/live-meeting/run.ts'

export const item = (parts: Partial<RunItem> = {}): RunItem => ({
  id: randomUUID(),
  title: 'An item',
  questionId: null,
  kind: null,
  paragraphs: [],
  minutes: 10,
  ownerId: null,
  ...parts,
})

type Done = MeetingAction & { by?: string; at?: number }

/** Numbers actions from 1; a minute apart unless told. */
export function eventsOf(actions: readonly Done[]): MeetingEvent[] {
  return actions.map(({ by = 'olga', at, ...action }, index) => ({
    seq: index + 1,
    id: `event-${index + 1}`,
    actorId: by,
    at: at ?? (index + 1) * 60_000,
    action: action as MeetingAction,
  }))
}

export const runOf = (actions: readonly Done[]): MeetingRun => applyEvents(NEW_RUN, eventsOf(actions))
