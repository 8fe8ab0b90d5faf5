'use client'

import { useSyncExternalStore } from 'react'

const SHAPES = {
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  datetime: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

type Shape = keyof typeof SHAPES

/** Making one takes long, and lists show hundreds of moments. */
const formats = new Map<string, Intl.DateTimeFormat>()

function write(at: string, shape: Shape, timeZone?: string): string {
  const name = `${shape} ${timeZone}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...SHAPES[shape], timeZone })
  formats.set(name, format)
  return format.format(new Date(at))
}

const never = () => () => {}

/**
 * A moment, absolute and in the reader's own time zone. The server cannot know that zone: it writes UTC and says so,
 * and the browser replaces it right after hydration, before the difference can be seen.
 * @param at ISO 8601 with an offset, or `Z`
 */
export function Time({ at, shape = 'datetime' }: { at: string; shape?: Shape }) {
  const text = useSyncExternalStore(
    never,
    () => write(at, shape),
    () => `${write(at, shape, 'UTC')}${shape === 'date' || shape === 'day' ? '' : ' UTC'}`,
  )
  return <time dateTime={at}>{text}</time>
}
