import 'server-only'
import { randomUUID } from 'node:crypto'
import type { KeysTold, LiveEvent, SessionsEnded } from '#domain/live.ts'
import type { PresenceTold } from '#domain/presence.ts'
import { type Entitled, findEntitled } from '#server/live/entitled.ts'
import { Lately } from '#server/live/lately.ts'
import { listen } from '#server/live/listener.ts'
import { tellAll } from '#server/live/notify.ts'
import { Presence } from '#server/live/presence.ts'
import { askForKeys, hearKeys } from '#server/live/process-keys.ts'
import { Rounds, STEP } from '#server/live/rounds.ts'
import { type Seat, type Stream, Writing } from '#server/live/seat.ts'
import { log } from '#server/log.ts'

type Hub = {
  groups: Map<string, Set<Seat>>
  users: Map<string, Set<Seat>>
  writing: Writing
  rounds: Rounds
  timers: NodeJS.Timeout[]
  listening: boolean
  lately: Lately
  presence: Presence<Seat>
  /** Who else in this process hears what is told; null says that something may have been missed. */
  ears: Set<(event: LiveEvent | null) => void>
  stopListening: () => Promise<void>
}

/** A browser opens one per group and window; who has more loses the oldest. */
const MAX_STREAMS = 12
const MINUTE = 60_000

/** From here on everything is told; what happened before may have been missed. A stream begins with it that does not know since when. */
const RESET = 'event: reset\ndata: {}\n\n'
/** Tells the browser not to come back by itself. */
const RETIRED = 'event: retired\ndata: {}\n\n'

// Next compiles routes into several bundles: the process, not the module, owns the streams.
const holder = globalThis as typeof globalThis & { studycircleHub?: Hub }

function hub(): Hub {
  holder.studycircleHub ??= newHub()
  return holder.studycircleHub
}

function newHub(): Hub {
  const rounds = new Rounds((few) => void dismissFormer(few))
  const presence = new Presence<Seat>({ tell: (told) => void tellAll(told), say })
  return {
    groups: new Map(),
    users: new Map(),
    writing: new Writing(),
    rounds,
    timers: [setInterval(() => rounds.step(), STEP).unref(), setInterval(() => presence.repeat(), MINUTE).unref()],
    listening: false,
    lately: new Lately(),
    presence,
    ears: new Set(),
    stopListening: listen({ onEvent: onTold, onListening: sayReset }),
  }
}

function sayReset(): void {
  hub().listening = true
  hub().lately.begin()
  hub().presence.ask(randomUUID())
  askForKeys()
  // Somebody may have been removed while nobody listened: nothing more is said before that is known.
  void dismissFormer()
  for (const ear of hub().ears) ear(null)
  for (const seat of seats()) say(seat, RESET)
}

/**
 * Names this moment for a page that is about to be made, before anything for it is read. A stream that its browser opens with this name hears
 * what was told in between. Null when nobody listens yet: then it asks for everything.
 */
export function presentMoment(): string | null {
  const { listening, lately } = hub()
  return listening ? lately.now() : null
}

/** Lets another part of this process hear everything that is told, as long as the process lives. */
export function hear(ear: (event: LiveEvent | null) => void): void {
  hub().ears.add(ear)
}

const seats = (): Seat[] => [...(holder.studycircleHub?.groups.values() ?? [])].flatMap((group) => [...group])

/**
 * Lets a stream hear what happens in its group. It hears nothing until it is admitted, but misses nothing from here on:
 * what was allowed before may have been forbidden meanwhile, so ask again between joining and admitting.
 */
export function join(stream: Stream): { seat: Seat; admit: () => void; leave: () => void } {
  const { groups, users, rounds } = hub()
  const seat: Seat = { stream, waiting: '', holds: 1, writtenAt: 0, turn: rounds.nextTurn() }
  rounds.add(seat)
  take(groups, stream.groupId, seat)
  const own = take(users, stream.accountId, seat)
  const [oldest] = own
  if (oldest && own.size > MAX_STREAMS) oldest.stream.end(RETIRED)
  const leave = () => {
    rounds.remove(seat)
    give(groups, stream.groupId, seat)
    give(users, stream.accountId, seat)
    holder.studycircleHub?.writing.forget(seat)
    holder.studycircleHub?.presence.rise(seat)
  }
  if (hub().listening) catchUp(seat)
  return { seat, admit: () => release(seat), leave }
}

/** Counts whoever has a seat among those reading a chapter, and lets them hear of the others. */
export function sitDown(seat: Seat, chapter: string): void {
  hub().presence.sit(seat, chapter)
}

/** Tells a seat what its page cannot know, or that nobody knows what that is. From here on it hears everything by itself. */
function catchUp(seat: Seat): void {
  const { since, groupId } = seat.stream
  const missed = since === undefined ? null : hub().lately.since(since)
  if (!missed) say(seat, RESET)
  for (const event of missed ?? []) if (event.groupId === groupId) tell(seat, event)
}

function onTold(event: LiveEvent | SessionsEnded | PresenceTold | KeysTold): void {
  if ('sessionsOf' in event) void dismissFormer([...(hub().users.get(event.sessionsOf) ?? [])])
  else if ('noun' in event) fanOut(event)
  else if ('keysFrom' in event) hearKeys(event)
  else hub().presence.hear(event)
}

function take(map: Map<string, Set<Seat>>, key: string, seat: Seat): Set<Seat> {
  const set = map.get(key) ?? new Set()
  map.set(key, set.add(seat))
  return set
}

function give(map: Map<string, Set<Seat>>, key: string, seat: Seat): void {
  const set = map.get(key)
  set?.delete(seat)
  if (set?.size === 0) map.delete(key)
}

function fanOut(event: LiveEvent): void {
  const { groupId, noun } = event
  const group = [...(holder.studycircleHub?.groups.get(groupId) ?? [])]
  // Somebody may have been removed: they shall not hear of their removal, nor of anything after it.
  if (noun === 'member') void dismissFormer(group)
  for (const ear of hub().ears) ear(event)
  // The meeting's own streams tell what happened; who reads a chapter meanwhile hears only that it went on.
  if (noun === 'meeting-event' && !event.moves) return
  const hint = noun === 'meeting-event' ? { groupId, noun, id: event.id } : event
  hub().lately.keep(hint)
  for (const seat of group) tell(seat, hint)
}

/** Tells a seat of an event, if it may hear of it. */
function tell(seat: Seat, { onlyFor, noun, id, chapter, removed }: LiveEvent): void {
  if (onlyFor && !onlyFor.includes(seat.stream.userId)) return
  say(seat, `event: change\ndata: ${JSON.stringify({ noun, id, chapter, removed })}\n\n`)
}

/** Writes to one stream at once, or with what else is said in this moment, once it is admitted and no check of it is under way. */
export function say(seat: Seat, text: string): void {
  holder.studycircleHub?.writing.say(seat, text)
}

function release(seat: Seat): void {
  seat.holds -= 1
  if (seat.waiting) say(seat, '')
}

/**
 * Ends the streams of those who are no longer members, or not as who they were, or whose session has ended; and of a suspended group.
 * @param among the streams to look at; all unless told
 */
export async function dismissFormer(among: Seat[] = seats()): Promise<void> {
  if (among.length === 0) return
  for (const seat of among) seat.holds += 1
  try {
    const rows = await findEntitled(among.map(({ stream }) => stream))
    const keyOf = (who: Entitled) => `${who.sessionId} ${who.groupId} ${who.userId}`
    const entitled = new Set(rows.map(keyOf))
    for (const { stream } of among) if (!entitled.has(keyOf(stream))) stream.end()
  } catch (error) {
    // Better a stream too few: each browser comes back and is asked who it is.
    log().warn({ err: error instanceof Error ? error.message : String(error) }, 'live streams could not be checked')
    for (const { stream } of among) stream.end()
  }
  for (const seat of among) release(seat)
}

/** Ends every stream and stops listening, for a process that ends. */
export async function closeHub(): Promise<void> {
  const open = holder.studycircleHub
  if (!open) return
  for (const { stream } of seats()) stream.end()
  for (const timer of open.timers) clearInterval(timer)
  open.writing.end()
  open.presence.end()
  await open.stopListening()
  holder.studycircleHub = undefined
}
