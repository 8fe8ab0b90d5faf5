'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { keys } from '#client/query-keys.ts'
import { createSeenKeeper } from '#client/seen-words.ts'
import { createSight } from '#components/threads/in-sight.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'

type Item = { id: string; version: number; unread: boolean; createdAt: string }

type Unread = {
  /** Ids of what others wrote and the reader has not seen. */
  ids: ReadonlySet<string>
  /** Those, and what has been seen on this page. */
  came: ReadonlySet<string>
  /** When the oldest of what has not been seen was written; null when there is nothing. */
  since: string | null
  /** The reader has seen these. */
  see: (ids: readonly string[]) => void
  seeEverything: () => void
  /** Counts words as seen once their end stays in sight. @returns a function that ends this */
  watch: (end: Element, id: string) => () => void
}

const UnreadContext = createContext<Unread>({
  ids: new Set(),
  came: new Set(),
  since: null,
  see: () => undefined,
  seeEverything: () => undefined,
  watch: () => () => undefined,
})

/**
 * Knows what of everything that people wrote on this page the reader has not seen, and tells the server what they see.
 * What was new keeps its sign until the page is opened again: nothing changes under the reader's eyes.
 */
export function UnreadProvider({ items, children }: { items: readonly Item[]; children: ReactNode }) {
  const keeper = useSeenKeeper()
  const [came, setCame] = useState<ReadonlySet<string>>(() => new Set())
  /** The versions that were seen on this page: changed words are unread again. */
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(() => new Map())
  const fresh = items.filter(({ id, unread }) => unread && !came.has(id)).map(({ id }) => id)
  // Adjusting state while rendering: what is new is marked in the same picture in which it appears.
  if (fresh.length) setCame(new Set([...came, ...fresh]))

  const left = useMemo(
    () => new Map(items.filter(({ id, version, unread }) => unread && seen.get(id) !== version).map((item) => [item.id, item])),
    [items, seen],
  )
  const since = [...left.values()].reduce<string | null>((first, { createdAt }) => (first && first < createdAt ? first : createdAt), null)
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set())
  // The same ones are the same set: thousands of notes come and go without a change here.
  if (left.size !== ids.size || [...left.keys()].some((id) => !ids.has(id))) setIds(new Set(left.keys()))

  const unseen = useRef(left)
  useEffect(() => {
    unseen.current = left
  }, [left])
  const see = useCallback(
    (ids: readonly string[]) => {
      const words = ids.flatMap((id) => unseen.current.get(id) ?? [])
      if (words.length === 0) return
      setSeen((known) => new Map([...known, ...words.map(({ id, version }) => [id, version] as const)]))
      keeper.note(words)
    },
    [keeper],
  )
  const seeEverything = useCallback(() => {
    setSeen((known) => new Map([...known, ...[...unseen.current.values()].map(({ id, version }) => [id, version] as const)]))
    keeper.noteEverything()
  }, [keeper])

  const sight = useRef<ReturnType<typeof createSight> | null>(null)
  const watch = useCallback<Unread['watch']>(
    (end, id) => {
      sight.current ??= createSight(see)
      return sight.current.watch(end, id)
    },
    [see],
  )
  const unread = useMemo(() => ({ ids, came, since, see, seeEverything, watch }), [ids, came, since, see, seeEverything, watch])
  return <UnreadContext value={unread}>{children}</UnreadContext>
}

function useSeenKeeper() {
  const { groupId, chapter } = useTalkPlace()
  const client = useQueryClient()
  const keeper = useMemo(
    () =>
      createSeenKeeper({ groupId, chapter }, () => {
        void client.invalidateQueries({ queryKey: keys.activity(groupId) })
        void client.invalidateQueries({ queryKey: keys.groups })
      }),
    [groupId, chapter, client],
  )
  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && keeper.flush()
    document.addEventListener('visibilitychange', leave)
    addEventListener('pagehide', keeper.flush)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      removeEventListener('pagehide', keeper.flush)
      keeper.flush()
    }
  }, [keeper])
  return keeper
}

/** What is unread on this page, and how to say that it has been seen. */
export function useUnread(): Unread {
  return useContext(UnreadContext)
}

/** Marks what the reader had not seen when this page opened, or what came since; says so in words too. */
export function UnreadDot({ id }: { id: string }) {
  const { came } = useUnread()
  if (!came.has(id)) return null
  return (
    <span className="inline-flex items-center gap-1 rounded-full border border-accent px-1.5 font-semibold text-accent text-xs">New</span>
  )
}

/** Stands behind words that may be unread: once it has been in sight for a moment, they have been seen. */
export function WordsEnd({ id }: { id: string }) {
  const { ids } = useUnread()
  return ids.has(id) ? <Watched id={id} /> : null
}

function Watched({ id }: { id: string }) {
  const { watch } = useUnread()
  const end = useRef<HTMLSpanElement>(null)
  useEffect(() => (end.current ? watch(end.current, id) : undefined), [watch, id])
  return <span ref={end} aria-hidden className="block h-0" />
}
