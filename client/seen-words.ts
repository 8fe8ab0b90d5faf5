import { request } from '#client/http.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import { viewerHeaders } from '#client/viewer.ts'
import { MOST_SEEN } from '#domain/most-seen.ts'
import type { SeenWords } from '#domain/visit.ts'

/** What comes into sight within one such moment is told together; milliseconds. */
const MOMENT = 800
/** After a failure it is told again; milliseconds. */
const RETRY = 15_000

/** Tells the server what the reader has seen of a chapter. */
export type SeenKeeper = {
  note: (words: readonly SeenWords[]) => void
  noteEverything: () => void
  /** Tells at once what has not been told yet: the page may be about to go. */
  flush: () => void
}

/**
 * Gathers what is seen on one page and tells the server, again and again until it has heard.
 * @param onNoted called whenever the server has heard
 */
export function createSeenKeeper({ groupId, chapter }: TalkPlace, onNoted: () => void): SeenKeeper {
  const waiting = new Map<string, number>()
  let everything = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(tell, after)
  }
  async function tell(): Promise<void> {
    clearTimeout(timer)
    if (waiting.size === 0 && !everything) return
    const all = everything
    const told = [...waiting].slice(0, MOST_SEEN)
    everything = false
    for (const [id] of told) waiting.delete(id)
    const seen = told.map(([id, version]): SeenWords => ({ id, version }))
    const init = { method: 'PUT', headers: { ...viewerHeaders(), 'content-type': 'application/json' }, keepalive: true }
    try {
      const response = await request(`/api/groups/${groupId}/visits`, { ...init, body: JSON.stringify({ chapter, seen, everything: all }) })
      if (response.ok) onNoted()
      if (response.status !== 429 && response.status < 500) return waiting.size > 0 ? later(0) : undefined
    } catch {
      // The connection failed: what was seen waits.
    }
    everything ||= all
    for (const [id, version] of told) if (!waiting.has(id)) waiting.set(id, version)
    later(RETRY)
  }
  return {
    note(words) {
      for (const { id, version } of words) waiting.set(id, version)
      if (words.length > 0) later(MOMENT)
    },
    noteEverything() {
      everything = true
      void tell()
    },
    flush: () => void tell(),
  }
}
