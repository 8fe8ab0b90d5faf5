import { useEffect, useState, useSyncExternalStore } from 'react'

const EVERY = 20_000
const never = () => () => {}

/**
 * The present moment, for what changes as time passes.
 * @param atRender when the server made the page, so that the browser's first picture is the same; ISO 8601
 * @returns milliseconds since 1970, at most 20 seconds old once the page lives
 */
export function useNow(atRender: string): number {
  const [now, setNow] = useState(() => Date.parse(atRender))
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, EVERY)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** The time zone of this device, or null while the server's picture stands. */
export function useDeviceZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  )
}
