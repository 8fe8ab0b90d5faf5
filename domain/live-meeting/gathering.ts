import type { MeetingEvent } from '#domain/live-meeting/action.ts'
import { addLine } from '#domain/live-meeting/minutes.ts'
import type { Gathering, MeetingRun } from '#domain/live-meeting/run.ts'
import * as m from '#messages/gathering.ts'

/** What is seen as soon as it is given: raised hands, and who has had their turn in a round. */
export const isOpen = ({ kind }: Pick<Gathering, 'kind'>): boolean => kind === 'HANDS' || kind === 'ROUND'

/**
 * Whether somebody's answers stay closed for now, though others' are shown: the facilitator's, while they only ask, until the last item. Where
 * nobody has that role today, it is whoever said that they only ask.
 */
export function waitsForClosing(run: MeetingRun, personId: string): boolean {
  const { phase, askOnly, roles, currentId, items } = run
  return phase === 'RUNNING' && askOnly !== null && personId === (roles.FACILITATOR ?? askOnly) && currentId !== items.at(-1)?.id
}

/**
 * What events about gathering everybody's answers do to a run. A hidden answer stays on the device on which it was given until the
 * gathering is revealed: until then the events say only who has one.
 */
export function changeGathering(run: MeetingRun, event: MeetingEvent): MeetingRun {
  const { action, at } = event
  const { gathering } = run
  const isCurrent = 'gatheringId' in action && gathering?.id === action.gatheringId
  switch (action.type) {
    case 'gathering-opened': {
      if (run.phase !== 'RUNNING' || isCurrent) return run
      const { gatheringId: id, kind, question, seconds } = action
      const endsAt = seconds === null ? null : at + seconds * 1_000
      return { ...run, gathering: { id, kind, question, itemId: run.currentId, endsAt, revealed: false, answered: [], shown: {} } }
    }
    case 'gathering-answered':
      return isCurrent && gathering ? { ...run, gathering: withAnswer(gathering, action.personId) } : run
    case 'gathering-revealed':
      return isCurrent && gathering ? { ...run, gathering: { ...gathering, revealed: true } } : run
    case 'gathering-shown':
      return show(run, event, isCurrent ? gathering : null)
    case 'gathering-closed':
      return isCurrent ? { ...run, gathering: null } : run
    default:
      return run
  }
}

const withAnswer = (gathering: Gathering, personId: string): Gathering =>
  gathering.answered.includes(personId) ? gathering : { ...gathering, answered: [...gathering.answered, personId] }

/** Words become a line of the minutes, also where their gathering is over by now: nothing that somebody wrote is lost. */
function show(run: MeetingRun, { id: eventId, actorId, action, at }: MeetingEvent, gathering: Gathering | null): MeetingRun {
  if (action.type !== 'gathering-shown' || (gathering && !gathering.revealed && !isOpen(gathering))) return run
  const { personId, value, text } = action
  const before = gathering?.shown[personId]
  const shown = gathering
    ? { ...run, gathering: { ...withAnswer(gathering, personId), shown: { ...gathering.shown, [personId]: { value, text } } } }
    : run
  if (text === '' || before?.text === text) return shown
  const words = { kind: 'NOTE' as const, text, ownerId: null, due: null, byId: personId }
  const itemId = gathering?.itemId ?? action.itemId ?? null
  return addLine(shown, {
    ...words,
    id: eventId,
    itemId,
    creatorId: actorId,
    at,
    since: eventId,
    removed: false,
    hidden: false,
    settled: false,
  })
}

/** The line from disagree to agree, by the value of an answer. */
export const TEMPERATURE_NAME = [m.disagree, m.ratherDisagree, m.unsure, m.ratherAgree, m.agree] as const
