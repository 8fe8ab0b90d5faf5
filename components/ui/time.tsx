'use client'

import { useSyncExternalStore } from 'react'

const SHAPES = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  datetime: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

const never = () => () => {}

/**
 * A moment, absolute and in the reader's own time zone. The server cannot know that zone: it writes UTC and says so,
 * and the browser replaces it right after hydration, before the difference can be seen.
 * @param at ISO 8601 with an offset, or `Z`
 */
export function Time({ at, shape = 'datetime' }: { at: string; shape?: keyof typeof SHAPES }) {
  const text = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat('en-GB', SHAPES[shape]).format(new Date(at)),
    () =>
      `${new Intl.DateTimeFormat('en-GB', { ...SHAPES[shape], timeZone: 'UTC' }).format(new Date(at))}${shape === 'date' ? '' : ' UTC'}`,
  )
  return <time dateTime={at}>{text}</time>
}
