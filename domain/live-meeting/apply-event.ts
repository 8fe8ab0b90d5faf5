import type { MeetingAction, MeetingEvent } from '#domain/live-meeting/action.ts'
import { changeAgenda } from '#domain/live-meeting/agenda-steps.ts'
import { changeGathering } from '#domain/live-meeting/gathering.ts'
import { changeMinutes } from '#domain/live-meeting/minutes.ts'
import { changeReading } from '#domain/live-meeting/reading.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import { changeStack } from '#domain/live-meeting/speaker-stack.ts'

/** Most guests that one meeting can name. */
const MOST_GUESTS = 60

/**
 * The run after one more event. What an event is about may be gone meanwhile: then it changes nothing but number and time.
 * @param event the one after the run's last
 */
export function applyEvent(run: MeetingRun, event: MeetingEvent): MeetingRun {
  return { ...change(run, event), seq: event.seq, at: event.at }
}

/** The run after several events, in their order. */
export const applyEvents = (run: MeetingRun, events: readonly MeetingEvent[]): MeetingRun => events.reduce(applyEvent, run)

type Family = (run: MeetingRun, event: MeetingEvent) => MeetingRun
const FAMILY = {
  agenda: changeAgenda,
  turn: changeStack,
  line: changeMinutes,
  gathering: changeGathering,
  reading: changeReading,
} satisfies Record<string, Family>

const FAMILY_OF: Record<MeetingAction['type'], keyof typeof FAMILY | null> = {
  'agenda-set': 'agenda',
  'item-added': 'agenda',
  'item-changed': 'agenda',
  'item-moved': 'agenda',
  'item-removed': 'agenda',
  started: 'agenda',
  'item-opened': 'agenda',
  'minutes-given': 'agenda',
  closed: 'agenda',
  reopened: 'agenda',
  'paragraph-shown': null,
  'role-given': null,
  'hand-over-written': null,
  'guest-added': null,
  'here-told': null,
  'turn-asked': 'turn',
  'turn-worded': 'turn',
  'turn-withdrawn': 'turn',
  'turn-opened': 'turn',
  'turn-ended': 'turn',
  'turn-pulled': 'turn',
  'turn-passed': 'turn',
  'stack-paused': 'turn',
  'line-written': 'line',
  'line-changed': 'line',
  'line-removed': 'line',
  'line-restored': 'line',
  'line-settled': 'line',
  'line-hidden': 'line',
  'line-brought-back': 'line',
  'gathering-opened': 'gathering',
  'gathering-answered': 'gathering',
  'gathering-revealed': 'gathering',
  'gathering-shown': 'gathering',
  'gathering-closed': 'gathering',
  'reading-opened': 'reading',
  'reading-given': 'reading',
  'reading-left': 'reading',
  'reading-closed': 'reading',
  forgotten: null,
  'times-shown': null,
  'ask-only-set': null,
}

function change(run: MeetingRun, event: MeetingEvent): MeetingRun {
  const { action } = event
  const family = FAMILY_OF[action.type]
  if (family) return FAMILY[family](run, event)
  switch (action.type) {
    case 'paragraph-shown':
      return { ...run, paragraph: action.paragraph }
    case 'times-shown':
      return { ...run, showTimes: action.shown }
    case 'ask-only-set':
      return { ...run, askOnly: action.on ? event.actorId : null }
    case 'role-given': {
      const { [action.role]: _former, ...others } = run.roles
      return { ...run, roles: action.holderId === null ? others : { ...others, [action.role]: action.holderId } }
    }
    case 'hand-over-written': {
      const { [action.role]: _former, ...others } = run.handOver
      const note = { text: action.text, byId: run.roles[action.role] ?? event.actorId }
      return { ...run, handOver: action.text === '' ? others : { ...others, [action.role]: note } }
    }
    case 'here-told': {
      // A run that an older version has put away has none.
      const others = (run.here ?? []).filter((id) => id !== action.personId)
      return { ...run, here: action.here ? [...others, action.personId] : others }
    }
    case 'guest-added':
      if (Object.keys(run.guests).length >= MOST_GUESTS) return run
      return { ...run, guests: { ...run.guests, [action.guestId]: action.name } }
    default:
      return run
  }
}
