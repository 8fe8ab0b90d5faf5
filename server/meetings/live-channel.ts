import 'server-only'
import type { LiveEvent } from '#domain/live.ts'
import type { MeetingEvent } from '#domain/live-meeting/action.ts'
import { movesMeeting } from '#domain/live-meeting/lead.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { hear, say } from '#server/live/hub.ts'
import type { Seat } from '#server/live/seat.ts'
import { log } from '#server/log.ts'
import { EVENTS_AT_ONCE, readEvents } from '#server/meetings/event-rows.ts'

/** The open streams of one live meeting in this process, each with the number of the last event that it was given. */
type Channel = { groupId: string; told: Map<Seat, number>; reading: Promise<void> }

type Channels = { open: Map<string, Channel>; ear: (event: LiveEvent | null) => void }

// Next compiles routes into several bundles: the process, not the module, owns the channels.
const holder = globalThis as typeof globalThis & { studycircleMeetings?: Channels }

function channels(): Channels {
  holder.studycircleMeetings ??= { open: new Map(), ear: onLive }
  return holder.studycircleMeetings
}

/** Events as a stream tells them; their numbers let a browser that comes back say what it had last. */
const asText = (events: MeetingEvent[]) =>
  events.map((event) => `id: ${event.seq}\nevent: happened\ndata: ${JSON.stringify(event)}\n\n`).join('')

/** Postgres takes less than 8,000 bytes in one notification. */
const MOST_TOLD = 6_000

/**
 * What tells every process of new events, with the events themselves where there is room for them: then nobody has to read them. Postgres puts that into a
 * file: where people are kept nowhere, each process reads what is sealed.
 */
export function toldOf({ groupId, meetingId: id }: AboutMeeting, events: MeetingEvent[], keepsPeople: boolean): LiveEvent {
  const [first, last] = [events[0]?.seq ?? 0, events.at(-1)?.seq ?? 0]
  const moves = events.some(({ action }) => movesMeeting(action))
  const told: LiveEvent = { groupId, noun: 'meeting-event', id, seq: first, ...(moves && { moves }) }
  if (!keepsPeople) return told
  const whole: LiveEvent = { ...told, happened: { text: asText(events), last } }
  return Buffer.byteLength(JSON.stringify(whole)) <= MOST_TOLD ? whole : told
}

/** A stream that follows a meeting: `catchUp` gives it what happened before, and resolves when it has it all. */
type Following = { catchUp: () => Promise<void>; leave: () => void }

/**
 * Gives a stream everything that happens in a meeting after a number, each event once.
 * @param seat must be asked for before it is admitted
 */
export function follow(about: { groupId: string; meetingId: string }, seat: Seat, after: number): Following {
  const { open, ear } = channels()
  hear(ear)
  const channel = open.get(about.meetingId) ?? { groupId: about.groupId, told: new Map(), reading: Promise.resolve() }
  open.set(about.meetingId, channel)
  channel.told.set(seat, after)
  return {
    catchUp: () => tellNext(about.meetingId, channel),
    leave: () => {
      channel.told.delete(seat)
      if (channel.told.size === 0) open.delete(about.meetingId)
    },
  }
}

/** Null says that events may have been missed. */
function onLive(event: LiveEvent | null): void {
  const { open } = channels()
  if (event === null) for (const [meetingId, channel] of open) void tellNext(meetingId, channel)
  if (event?.noun !== 'meeting-event') return
  const channel = open.get(event.id)
  if (channel) void tellNext(event.id, channel, event)
}

/** One after the other, so that each stream hears everything in order. */
function tellNext(meetingId: string, channel: Channel, event?: LiveEvent): Promise<void> {
  channel.reading = channel.reading.then(() => (event && tellWhole(channel, event) ? undefined : tell(meetingId, channel)))
  return channel.reading
}

/** Hands on what a notification brings. @returns whether that was all: somebody may lack what came before it, or it brings nothing */
function tellWhole({ told }: Channel, { seq = 0, happened }: LiveEvent): boolean {
  const lacking = [...told].filter(([, had]) => had < seq)
  if (lacking.length === 0) return true
  if (!happened || lacking.some(([, had]) => had < seq - 1)) return false
  for (const [seat] of lacking) {
    told.set(seat, happened.last)
    say(seat, happened.text)
  }
  return true
}

/** Reads once for all who follow, and gives each what it has not had. */
async function tell(meetingId: string, { groupId, told }: Channel): Promise<void> {
  try {
    let events: MeetingEvent[]
    do {
      const after = Math.min(...told.values())
      events = told.size === 0 ? [] : await readEvents({ groupId, meetingId }, after)
      const texts = new Map<number, string>()
      const last = events.at(-1)?.seq ?? 0
      for (const [seat, had] of told) {
        // It sat down during the read, which began behind what it still lacks: its own comes next.
        if (had < after) continue
        const text = texts.get(had) ?? asText(events.filter(({ seq }) => seq > had))
        texts.set(had, text)
        if (last > had) told.set(seat, last)
        if (text) say(seat, text)
      }
    } while (events.length === EVENTS_AT_ONCE)
  } catch (error) {
    // Each browser comes back by itself and says what it had last.
    log().warn({ err: error instanceof Error ? error.message : String(error) }, 'events of a live meeting could not be read')
    for (const { stream } of [...told.keys()]) stream.end()
  }
}
