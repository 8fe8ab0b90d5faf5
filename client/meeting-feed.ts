import { OfflineError } from '#client/http.ts'
import { newId } from '#client/new-id.ts'
import type { AppendEvents, MeetingAction, MeetingEvent, RefusedAction } from '#domain/live-meeting/action.ts'
import { applyEvent, applyEvents } from '#domain/live-meeting/apply-event.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import { mayPass } from '#domain/problem.ts'

/** Something done here that the server has not numbered yet. */
export type Pending = AppendEvents['events'][number]
/** What is new, with the server's clock in milliseconds since 1970. */
export type LiveNews = { events: MeetingEvent[]; now: number; more: boolean }

/** `run` is the meeting with what was done here; `waiting` counts what the server does not know yet; `message` says what was refused. */
export type FeedState = { run: MeetingRun; waiting: number; connected: boolean; message: string }

export type FeedPort = {
  /** @throws OfflineError when no answer came; Problem */
  send: (events: Pending[]) => Promise<LiveNews & { refused: RefusedAction[] }>
  fetchAfter: (seq: number) => Promise<LiveNews>
  /** What an earlier visit of this page did and could not send. */
  find: () => Pending[]
  /** Keeps what could not be sent yet, and forgets what is settled. Other windows keep theirs in the same place. */
  keep: (pending: Pending[], settled: ReadonlySet<string>) => void
  /** How the meeting stood before the page was loaded again, and what time it is now by the server's clock as it was known then. */
  findState: () => { run: MeetingRun; now: number } | null
  /** A clock that only goes forward, whatever happens to the device's; milliseconds. */
  ticks: () => number
}

export type MeetingFeed = ReturnType<typeof createMeetingFeed>

/** How long a failed sending waits at first and at most; in milliseconds. */
const RETRY = 1_000
const LONGEST_RETRY = 15_000
/** The clock is known well where its doubt is no more than this; milliseconds. So often it is asked for at most. */
const SURE = 50
const TRIES = 4
/** So much the clocks of two machines may part, of the time that passes. */
const DRIFT = 1e-4
/** Most events that are sent at once. */
const AT_ONCE = 100

/**
 * One device's view of a live meeting. What is done here counts at once and is sent until the server has numbered it, once however
 * often it is sent; what others do comes in by its number. Two devices that have heard the same show the same.
 */
export function createMeetingFeed(initial: { run: MeetingRun; now: number }, viewerId: string, port: FeedPort) {
  let confirmed = initial.run
  let pending: Pending[] = []
  let early: MeetingEvent[] = []
  let clock = { now: initial.now, ticks: port.ticks(), doubt: Number.POSITIVE_INFINITY }
  let state: FeedState = { run: confirmed, waiting: 0, connected: true, message: '' }
  let sending: Promise<void> | null = null
  let filling: Promise<void> | null = null
  let retry = RETRY
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const listeners = new Set<() => void>()

  const now = () => Math.round(clock.now + port.ticks() - clock.ticks)

  function show(change: Partial<FeedState> = {}): void {
    const done = pending.map((event, index) => ({ ...event, seq: confirmed.seq + index + 1, actorId: viewerId, at: event.madeAt }))
    state = { ...state, ...change, run: applyEvents(confirmed, done), waiting: pending.length }
    for (const listener of listeners) listener()
  }

  /** Takes events up in the order of their numbers; what comes too early waits for what is between. */
  function take(events: readonly MeetingEvent[]): void {
    early = [...early, ...events].filter(({ seq }) => seq > confirmed.seq).sort((a, b) => a.seq - b.seq)
    const ids = new Set(events.map(({ id }) => id))
    while (early[0] && early[0].seq === confirmed.seq + 1) {
      confirmed = applyEvent(confirmed, early[0])
      early = early.filter(({ seq }) => seq > confirmed.seq)
    }
    if (pending.some(({ id }) => ids.has(id))) setPending(pending.filter(({ id }) => !ids.has(id)))
    show()
    if (early.length > 0) void fillGap()
  }

  function setPending(next: Pending[]): void {
    const kept = new Set(next.map(({ id }) => id))
    port.keep(next, new Set(pending.map(({ id }) => id).filter((id) => !kept.has(id))))
    pending = next
  }

  function fillGap(): Promise<void> {
    filling ??= fetchMissing().finally(() => {
      filling = null
    })
    return filling
  }

  async function fetchMissing(): Promise<void> {
    try {
      let more = true
      while (more) {
        const asked = port.ticks()
        const news = await port.fetchAfter(confirmed.seq)
        hearClock(news.now, asked)
        take(news.events)
        more = news.more
      }
    } catch {
      // The stream begins anew when the network is back, from the last event that is known here.
    }
  }

  /**
   * The answer was made between the asking and now: half of that time is the doubt, which grows with the time since, and the smaller doubt wins.
   * Where neither can be right with the other the device slept, or the server's clock was set: then the newer counts.
   */
  function hearClock(told: number, asked: number): void {
    const ticks = port.ticks()
    const passed = ticks - clock.ticks
    const [doubt, before] = [(ticks - asked) / 2, clock.doubt + passed * DRIFT]
    const fresh = { now: told + doubt, ticks, doubt }
    if (doubt <= before || Math.abs(fresh.now - clock.now - passed) > doubt + before) clock = fresh
  }

  /** Sends what is waiting. Resolves when the server has answered or did not. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    sending ??= sendWaiting().finally(() => {
      sending = null
    })
    return sending
  }

  async function sendWaiting(): Promise<void> {
    while (pending.length > 0) {
      try {
        const asked = port.ticks()
        const { events, refused, now: told } = await port.send(pending.slice(0, AT_ONCE))
        hearClock(told, asked)
        retry = RETRY
        const gone = new Set(refused.map(({ id }) => id))
        if (gone.size > 0) setPending(pending.filter(({ id }) => !gone.has(id)))
        show({ connected: true, message: refused[0]?.title ?? '' })
        take(events)
      } catch (error) {
        show(error instanceof OfflineError ? { connected: false } : { message: error instanceof Error ? error.message : String(error) })
        if (!stopped && mayPass(error)) timer = setTimeout(flush, retry)
        retry = Math.min(retry * 2, LONGEST_RETRY)
        return
      }
    }
  }

  return {
    /** Does something here and now. */
    act(...actions: MeetingAction[]): void {
      setPending([...pending, ...actions.map((action) => ({ id: newId(), madeAt: now(), action }))])
      show({ message: '' })
      void flush()
    },
    /** An event from the stream. */
    receive: (event: MeetingEvent) => take([event]),
    flush,
    fillGap,
    /** The server's clock as far as this device knows it; milliseconds since 1970. */
    now,
    /**
     * Asks the server what time it is, and what is new, anew where the answer took long. What was known before is forgotten: the device may have
     * slept, also while it waited for an answer.
     */
    async setClock(): Promise<void> {
      await filling
      clock = { ...clock, doubt: Number.POSITIVE_INFINITY }
      for (let tries = 0; tries < TRIES && clock.doubt > SURE; tries++) await fillGap()
    },
    connected(connected: boolean): void {
      if (connected !== state.connected) show({ connected })
    },
    seq: () => confirmed.seq,
    /** The meeting as the server has it, as far as that is known here. */
    confirmed: () => confirmed,
    /** Takes up what an earlier visit could not send. */
    start(): void {
      stopped = false
      const before = port.findState()
      if (before && before.run.seq > confirmed.seq) confirmed = before.run
      if (before && before.now > now()) clock = { now: before.now, ticks: port.ticks(), doubt: Number.POSITIVE_INFINITY }
      const known = new Set(pending.map(({ id }) => id))
      pending = [...port.find().filter(({ id }) => !known.has(id)), ...pending]
      show()
      if (pending.length > 0) void flush()
    },
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
    snapshot: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
