import { useEffect, useState } from 'react'
import type { MeetingFeed } from '#client/meeting-feed.ts'

const SECOND = 1_000

/**
 * The server's clock, anew at each of its seconds, so that all devices change at the same moment.
 * @param initial what the page came with, so that the first picture is the server's
 * @returns milliseconds since 1970
 */
export function useServerNow(feed: MeetingFeed, initial: number): number {
  const [now, setNow] = useState(initial)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const moment = feed.now()
      setNow(moment)
      timer = setTimeout(tick, SECOND - (moment % SECOND))
    }
    tick()
    return () => clearTimeout(timer)
  }, [feed])
  return now
}
