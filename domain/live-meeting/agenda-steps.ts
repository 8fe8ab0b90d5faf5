import { type MeetingEvent, MOST_ITEMS, type RunItem } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import { endSpeaking } from '#domain/live-meeting/speaker-stack.ts'

/** What events about the agenda, and about where the meeting is in it, do to a run. */
export function changeAgenda(run: MeetingRun, { action, at, actorId }: MeetingEvent): MeetingRun {
  switch (action.type) {
    case 'agenda-set':
      // Once it runs, the agenda is changed item by item: a plan made meanwhile does not take away what was talked about.
      return run.phase === 'PLANNED' ? { ...run, items: uniqueById(action.items) } : run
    case 'item-added':
      if (run.items.length >= MOST_ITEMS || run.items.some(({ id }) => id === action.item.id)) return run
      return { ...run, items: insert(run.items, action.item, action.beforeId) }
    case 'item-changed': {
      const { itemId, title, minutes, ownerId } = action
      return { ...run, items: run.items.map((item) => (item.id === itemId ? { ...item, title, minutes, ownerId } : item)) }
    }
    case 'item-moved': {
      const moved = run.items.find(({ id }) => id === action.itemId)
      if (!moved || action.beforeId === action.itemId) return run
      return { ...run, items: insert(without(run.items, moved.id), moved, action.beforeId) }
    }
    case 'item-removed':
      // What is being talked about, or was, stays on record.
      if (action.itemId === run.currentId || run.spent[action.itemId] !== undefined) return run
      return { ...run, items: without(run.items, action.itemId) }
    case 'minutes-given':
      return giveMinutes(run, action)
    case 'started':
      if (run.phase !== 'PLANNED' || run.items.length === 0) return run
      return openItem({ ...steeredBy(run, actorId), phase: 'RUNNING', startedAt: at }, run.items[0]?.id ?? '', at)
    case 'item-opened':
      return run.phase === 'RUNNING' ? openItem(steeredBy(run, actorId), action.itemId, at) : run
    case 'closed':
      return run.phase === 'RUNNING' ? close(run, action, at) : run
    case 'reopened':
      if (run.phase !== 'CLOSED') return run
      return openItem({ ...run, phase: 'RUNNING', closedAt: null }, run.currentId ?? run.items[0]?.id ?? '', at)
    default:
      return run
  }
}

const steeredBy = (run: MeetingRun, id: string | null): MeetingRun =>
  id === null || run.steered.includes(id) ? run : { ...run, steered: [...run.steered, id] }

function openItem(run: MeetingRun, itemId: string, at: number): MeetingRun {
  const item = run.items.find(({ id }) => id === itemId)
  if (!item || (run.currentId === itemId && run.openedAt !== null)) return run
  // What is read aloud is read for the item: the next one begins with an empty table.
  return { ...leaveItem(run, at), reading: null, currentId: itemId, openedAt: at, pointId: null, paragraph: item.paragraphs[0] ?? null }
}

/** Whoever speaks has finished, and the item's clock stands. */
function leaveItem(run: MeetingRun, at: number): MeetingRun {
  const { currentId, openedAt, spent } = run
  if (currentId === null || openedAt === null) return run
  return { ...endSpeaking(run, at), openedAt: null, spent: { ...spent, [currentId]: (spent[currentId] ?? 0) + at - openedAt } }
}

/** Who spoke how often was for fairness this evening: it is nobody's record, unless the group keeps it. */
function close(run: MeetingRun, { keepsTurns }: { keepsTurns?: true | undefined }, at: number): MeetingRun {
  const left = leaveItem(run, at)
  return { ...left, phase: 'CLOSED', closedAt: at, spoken: keepsTurns ? left.spoken : {}, gathering: null, reading: null }
}

function giveMinutes(run: MeetingRun, given: { itemId: string; fromId: string | null; minutes: number }): MeetingRun {
  const { itemId, fromId } = given
  const giver = fromId === null ? undefined : run.items.find(({ id }) => id === fromId)
  if (fromId !== null && (!giver || fromId === itemId)) return run
  // An item that is not left out keeps a minute at least.
  const minutes = giver ? Math.min(given.minutes, giver.minutes - 1) : given.minutes
  const difference = (id: string) => (id === itemId ? minutes : id === fromId ? -minutes : 0)
  return { ...run, items: run.items.map((item) => ({ ...item, minutes: item.minutes + difference(item.id) })) }
}

function insert(items: readonly RunItem[], item: RunItem, beforeId: string | null): RunItem[] {
  const at = items.findIndex(({ id }) => id === beforeId)
  return at < 0 ? [...items, item] : [...items.slice(0, at), item, ...items.slice(at)]
}

const without = (items: readonly RunItem[], itemId: string) => items.filter(({ id }) => id !== itemId)
const uniqueById = (items: readonly RunItem[]) => items.filter(({ id }, index) => items.findIndex((item) => item.id === id) === index)
