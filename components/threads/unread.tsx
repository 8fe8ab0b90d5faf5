'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'

type Unread = {
  /** Ids of what others wrote since the last visit and what has not been looked at on this page. */
  ids: ReadonlySet<string>
  /** Those, and what was looked at since. */
  came: ReadonlySet<string>
  markRead: (ids: readonly string[]) => void
}

const UnreadContext = createContext<Unread>({ ids: new Set(), came: new Set(), markRead: () => undefined })

/**
 * Remembers what was unread when it came, although the server counts the chapter as visited soon after.
 * @param items everything people wrote on this page
 */
export function UnreadProvider({ items, children }: { items: readonly { id: string; unread: boolean }[]; children: ReactNode }) {
  const [came, setCame] = useState<ReadonlySet<string>>(() => new Set())
  const [read, setRead] = useState<ReadonlySet<string>>(() => new Set())
  const fresh = items.filter(({ id, unread }) => unread && !came.has(id)).map(({ id }) => id)
  // Adjusting state while rendering: what is new is marked in the same picture in which it appears.
  if (fresh.length) setCame(new Set([...came, ...fresh]))
  const markRead = useCallback((ids: readonly string[]) => {
    setRead((known) => (ids.every((id) => known.has(id)) ? known : new Set([...known, ...ids])))
  }, [])
  const left = new Set(items.filter(({ id }) => came.has(id) && !read.has(id)).map(({ id }) => id))
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set())
  // The same ones are the same set: thousands of notes come and go without a change here.
  if (left.size !== ids.size || [...left].some((id) => !ids.has(id))) setIds(left)
  const unread = useMemo(() => ({ ids, came, markRead }), [ids, came, markRead])
  return <UnreadContext value={unread}>{children}</UnreadContext>
}

/** What is unread on this page, and how to say that it has been read. */
export function useUnread(): Unread {
  return useContext(UnreadContext)
}

/** Marks what is new since the last visit; says so in words too. */
export function UnreadDot({ id }: { id: string }) {
  const { ids } = useUnread()
  if (!ids.has(id)) return null
  return (
    <span className="inline-flex items-center gap-1 rounded-full border border-accent px-1.5 font-semibold text-accent text-xs">New</span>
  )
}
