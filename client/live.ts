import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { hearNobody, hearPresence } from '#client/presence.ts'
import { keys } from '#client/query-keys.ts'
import { dropTalk, refreshTalk, type TalkNoun, type TalkPlace } from '#client/talk-cache.ts'
import { ANNOTATIONS, ANSWERS, COMMENTS, GROUP_QUESTIONS } from '#client/talk-nouns.ts'
import type { LiveEvent } from '#domain/live.ts'
import { TOGETHER } from '#domain/together.ts'

type Change = Pick<LiveEvent, 'noun' | 'id' | 'chapter' | 'removed'>
type Kind = { refresh: (place: TalkPlace, ...ids: string[]) => unknown; drop: (place: TalkPlace, id: string) => unknown }

/** Milliseconds: what happens within one such moment is fetched together. */
const MOMENT = 100
/** A page out of sight for this long gives its stream up; browsers allow only six to a site. Milliseconds. */
const OUT_OF_SIGHT = 30_000
const COME_BACK = 2_000
const FIRST_RETRY = 5_000
const LONGEST_RETRY = 60_000

/** Fetches anew what some changes concern, and nothing else. */
export async function refreshChanged(client: QueryClient, groupId: string, changes: Change[]): Promise<void> {
  const lists = new Map<string, { kind: Kind; place: TalkPlace; ids: Map<string, boolean> }>()
  const others = new Set<Change['noun']>()
  const kindOf = <Item extends { id: string; version: number }>(noun: TalkNoun<Item>): Kind => ({
    refresh: (place, ...ids) => refreshTalk(client, noun, place, ...ids),
    drop: (place, id) => dropTalk(client, noun, place, id),
  })
  const kinds: Partial<Record<Change['noun'], Kind>> = {
    annotation: kindOf(ANNOTATIONS),
    comment: kindOf(COMMENTS),
    answer: kindOf(ANSWERS),
    question: kindOf(GROUP_QUESTIONS),
  }
  for (const { noun, id, chapter, removed = false } of changes) {
    const kind = kinds[noun]
    if (!kind || chapter === undefined) {
      others.add(noun)
      continue
    }
    const name = `${noun} ${chapter}`
    const list = lists.get(name) ?? { kind, place: { groupId, chapter }, ids: new Map() }
    lists.set(name, list)
    // What happened last to it counts.
    list.ids.set(id, removed)
  }
  if (changes.some(({ noun }) => noun === 'group')) return client.invalidateQueries({ queryKey: keys.group(groupId) })
  const whole = (...rest: string[]) => client.invalidateQueries({ queryKey: [...keys.group(groupId), ...rest] })
  // A chapter's annotations were carried into another text, or a decision changed where one stands: what is known of them is old.
  if (others.has('edition')) for (const { noun, chapter } of changes) if (noun === 'edition' && chapter) void whole('annotation', chapter)
  if (others.has('edition') || others.has('change')) for (const noun of ['edition', 'change'] as const) others.add(noun)
  // Somebody sees more answers than before, or fewer, and what is said about them.
  if (others.has('opened-question')) for (const noun of ['answer', 'comment', 'asked-question', 'group-answer'] as const) others.add(noun)
  await Promise.all([
    ...[...others].map((noun) => whole(noun)),
    ...[...lists].flatMap(([name, { kind, place, ids }]) => {
      const key = [...keys.group(groupId), ...name.split(' ')]
      // What nobody has looked at is fetched when somebody does.
      if (!client.getQueryState(key)) return []
      // More changes of a list within one moment are fetched as the whole list.
      if (ids.size > TOGETHER) return [whole(...name.split(' '))]
      const [removed, changed] = [true, false].map((isGone) => [...ids].filter(([, gone]) => gone === isGone).map(([id]) => id))
      return [...(removed ?? []).map((id) => kind.drop(place, id)), changed?.length ? kind.refresh(place, ...changed) : null]
    }),
    ...(lists.size > 0 ? [whole('activity')] : []),
  ])
}

/** Groups that this page has listened to before: what it knows of them may be older than the moment that its present part was made at. */
const heardBefore = new Set<string>()

/**
 * Keeps what this page knows of a group up to date until the returned function is called. After every interruption
 * everything that is shown is fetched once; where streams are blocked altogether, it is fetched every minute.
 * @param madeAt the moment of the server that all of it comes from; null fetches everything once
 * @param chapter the one that is read, for whoever is counted among its readers
 */
export function openLive(client: QueryClient, groupId: string, madeAt: string | null, chapter?: string): () => void {
  let source: EventSource | undefined
  let waiting: Change[] = []
  let moment: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_RETRY
  let farewell: ReturnType<typeof setTimeout> | undefined
  let hiddenSince = 0

  const refetchAll = () => void client.invalidateQueries({ queryKey: keys.group(groupId) })
  const hear = (change: Change) => {
    waiting.push(change)
    moment ??= setTimeout(() => {
      moment = undefined
      const changes = waiting
      waiting = []
      void refreshChanged(client, groupId, changes)
    }, MOMENT)
  }

  function close(): void {
    clearTimeout(retry)
    source?.close()
    source = undefined
    if (chapter) hearNobody()
  }

  function open(since: string | null): void {
    close()
    const query = new URLSearchParams({ ...(since !== null && { since }), ...(chapter && { chapter }) })
    const opened = new EventSource(`/api/groups/${groupId}/events?${query}`)
    source = opened
    opened.addEventListener('change', ({ data }: MessageEvent<string>) => hear(JSON.parse(data)))
    if (chapter) hearPresence(opened)
    opened.addEventListener('reset', () => {
      pause = FIRST_RETRY
      refetchAll()
    })
    opened.addEventListener('retired', close)
    opened.addEventListener('error', () => {
      // Closed means refused: signed out, removed, or a proxy. Of one that broke off the browser would open the same again, as if this
      // page were as old as it was then.
      const isRefused = opened.readyState === EventSource.CLOSED
      opened.close()
      if (isRefused) refetchAll()
      retry = setTimeout(() => open(null), isRefused ? pause : COME_BACK)
      if (isRefused) pause = Math.min(pause * 2, LONGEST_RETRY)
    })
  }

  function onVisibility(): void {
    clearTimeout(farewell)
    if (document.visibilityState === 'hidden') {
      hiddenSince = Date.now()
      farewell = setTimeout(close, OUT_OF_SIGHT)
    } else if (!source || Date.now() - hiddenSince > OUT_OF_SIGHT) {
      // A device that slept kept the stream open in name only.
      open(null)
    }
  }

  open(heardBefore.has(groupId) ? null : madeAt)
  heardBefore.add(groupId)
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    clearTimeout(farewell)
    clearTimeout(moment)
    close()
  }
}

/**
 * Keeps everything that this page shows of a group up to date.
 * @param madeAt of the page, where all of it came with it
 * @param chapter the one that is read, for whoever is counted among its readers
 */
export function useLive(groupId: string, madeAt: string | null = null, chapter?: string): void {
  const client = useQueryClient()
  const first = useRef(madeAt)
  useEffect(() => openLive(client, groupId, first.current, chapter), [client, groupId, chapter])
}
