import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { findDraft, keepDraft } from '#client/draft.ts'
import { ask } from '#client/http.ts'
import { createMeetingFeed, type LiveNews, type MeetingFeed, type Pending } from '#client/meeting-feed.ts'
import { findState, keepPage, keepState } from '#client/offline-page.ts'
import { keys } from '#client/query-keys.ts'
import type { LiveEvent } from '#domain/live.ts'
import type { RefusedAction } from '#domain/live-meeting/action.ts'
import { type MeetingRun, NEW_RUN } from '#domain/live-meeting/run.ts'

/**
 * `madeAt`: the moment of the server that the page comes from, null where that is not known; left out by pages that hear of their group by
 * themselves.
 */
type Opened = { groupId: string; meetingId: string; viewerId: string; accountId: string; madeAt?: string | null | undefined }

/** How often the server is asked for the time; how often is looked whether the device slept, and how far its clocks are apart then; and how long a stream that was refused waits at first and at most. Milliseconds. */
const ASK_TIME_EVERY = 120_000
const WATCH_EVERY = 1_000
const SLEPT = 1_000
const FIRST_RETRY = 2_000
const LONGEST_RETRY = 30_000
/** A page out of sight for this long gives its stream up; browsers allow only six to a site. Milliseconds. */
const OUT_OF_SIGHT = 60_000

/**
 * A live meeting on this device: as it stands with what was done here, whether or not the network is there.
 * @param initial what the page came with; `now` is the server's clock in milliseconds since 1970
 */
export function useLiveMeeting(opened: Opened, initial: { run: MeetingRun; now: number }): MeetingFeed {
  const { groupId, meetingId, viewerId, accountId, madeAt } = opened
  const client = useQueryClient()
  const [feed] = useState(() => {
    const path = `/api/groups/${groupId}/meetings/${meetingId}/events`
    const what = `${accountId}:meeting-events:${meetingId}`
    return createMeetingFeed(initial, viewerId, {
      send: (events) => ask<LiveNews & { refused: RefusedAction[] }>('POST', path, { events }),
      fetchAfter: (seq) => ask<LiveNews>('GET', `${path}?after=${seq}`),
      find: () => parsePending(findDraft(what)),
      keep: (pending, settled) => {
        const own = new Set(pending.map(({ id }) => id))
        const others = parsePending(findDraft(what)).filter(({ id }) => !own.has(id) && !settled.has(id))
        const all = [...others, ...pending]
        keepDraft(what, all.length === 0 ? null : JSON.stringify(all))
      },
      findState: () => parseState(findState(accountId, meetingId)),
      ticks: () => performance.now(),
    })
  })
  useEffect(() => {
    const changes = hearGroup(client, groupId, madeAt)
    const close = openMeeting(feed, `/api/groups/${groupId}/meetings/${meetingId}/stream`, changes)
    return () => {
      close()
      changes.stop()
    }
  }, [client, feed, groupId, meetingId, madeAt])
  return feed
}

/** What of a feed is shown. */
export function useFeed(feed: MeetingFeed) {
  return useSyncExternalStore(feed.subscribe, feed.snapshot, feed.snapshot)
}

function parsePending(kept: string | null): Pending[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

type KeptState = { run: MeetingRun; now: number; device: number }

/** The device's clock tells how long ago it was kept, whatever time it shows. */
function parseState(kept: string | null): { run: MeetingRun; now: number } | null {
  try {
    const { run, now, device }: KeptState = JSON.parse(kept ?? '')
    // A run that an older page kept knows nothing of what has come since.
    return { run: { ...NEW_RUN, ...run }, now: now + Math.max(0, Date.now() - device) }
  } catch {
    return null
  }
}

/** Lets the page of a live meeting open again without a network, as it stood when it was left. */
export function useOfflinePage(feed: MeetingFeed, accountId: string, meetingId: string): void {
  useEffect(() => {
    const leave = () => {
      const state: KeptState = { run: feed.confirmed(), now: feed.now(), device: Date.now() }
      keepState(accountId, meetingId, JSON.stringify(state))
    }
    // A phone throws a page away without a word once it is out of sight.
    const hide = () => document.visibilityState === 'hidden' && leave()
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    void keepPage(accountId)
    return () => {
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [feed, accountId, meetingId])
}

/** Milliseconds: what changes within one such moment is fetched together. */
const MOMENT = 100

/** `since`: what the stream need not tell; `on` hears a stream. */
type Changes = { since: string | null; on: (source: EventSource) => void; refetchAll: () => void; stop: () => void }

/**
 * Fetches anew what else such a page shows of its group, whole lists at a time: it shows few, and one chapter's. The chapter's own page does
 * it one saying at a time (`client/live.ts`).
 */
function hearGroup(client: QueryClient, groupId: string, madeAt: string | null | undefined): Changes {
  const nouns = new Set<LiveEvent['noun']>()
  let moment: ReturnType<typeof setTimeout> | undefined
  const refetchAll = () => void (madeAt !== undefined && client.invalidateQueries({ queryKey: keys.group(groupId) }))
  const fetchHeard = () => {
    moment = undefined
    // Somebody sees more answers than before, or fewer, and what is said about them.
    if (nouns.has('group') || nouns.has('opened-question')) refetchAll()
    else for (const noun of nouns) void client.invalidateQueries({ queryKey: [...keys.group(groupId), noun] })
    nouns.clear()
  }
  return {
    since: madeAt ?? null,
    on(source) {
      if (madeAt === undefined) return
      source.addEventListener('reset', refetchAll)
      source.addEventListener('change', ({ data }: MessageEvent<string>) => {
        nouns.add((JSON.parse(data) as Pick<LiveEvent, 'noun'>).noun)
        moment ??= setTimeout(fetchHeard, MOMENT)
      })
    },
    refetchAll,
    stop: () => clearTimeout(moment),
  }
}

/** Keeps a feed in touch with the server for as long as the page shows it, and what else the page shows of the group. */
function openMeeting(feed: MeetingFeed, path: string, changes: Changes): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_RETRY
  let farewell: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    clearTimeout(retry)
    source?.close()
    const query = new URLSearchParams({ after: String(feed.seq()), ...(changes.since !== null && { since: changes.since }) })
    const opened = new EventSource(`${path}?${query}`)
    source = opened
    changes.on(opened)
    opened.addEventListener('open', () => {
      pause = FIRST_RETRY
      feed.connected(true)
      void feed.flush()
    })
    opened.addEventListener('happened', ({ data }: MessageEvent<string>) => feed.receive(JSON.parse(data)))
    opened.addEventListener('retired', () => opened.close())
    opened.addEventListener('error', () => {
      feed.connected(false)
      // While it is connecting the browser tries again by itself. Closed means refused: signed out, removed, or a proxy.
      if (opened.readyState !== EventSource.CLOSED) return
      changes.refetchAll()
      retry = setTimeout(open, pause)
      pause = Math.min(pause * 2, LONGEST_RETRY)
    })
  }
  // A device that slept kept the stream open in name only, and its clock may have stood still.
  const comeBack = () => {
    clearTimeout(farewell)
    if (document.visibilityState === 'hidden') {
      farewell = setTimeout(() => source?.close(), OUT_OF_SIGHT)
      return
    }
    open()
    void feed.setClock()
  }
  const timer = setInterval(() => void feed.fillGap(), ASK_TIME_EVERY)
  // A laptop that is opened again may say nothing of it, as its page was in sight all the time: but one of its clocks went on, the other stood.
  let apart = Date.now() - performance.now()
  const watch = setInterval(() => {
    const before = apart
    apart = Date.now() - performance.now()
    if (Math.abs(apart - before) > SLEPT) comeBack()
  }, WATCH_EVERY)
  feed.start()
  open()
  void feed.setClock()
  document.addEventListener('visibilitychange', comeBack)
  window.addEventListener('online', comeBack)
  return () => {
    document.removeEventListener('visibilitychange', comeBack)
    window.removeEventListener('online', comeBack)
    clearInterval(timer)
    clearInterval(watch)
    clearTimeout(retry)
    clearTimeout(farewell)
    source?.close()
    feed.stop()
  }
}
