import { GET } from '#app/api/groups/[groupId]/events/route.ts'
import { GET as meetingDoor } from '#app/api/groups/[groupId]/meetings/[meetingId]/stream/route.ts'
import { call } from '#tests/support/request.ts'

export type Heard = { event: string; data: unknown }

/** An open event stream, read as a browser does. */
export type Listening = {
  status: number
  headers: Headers
  /** Everything heard so far, comments and `retry` left out. */
  heard: Heard[]
  /** Everything that came, as it came. */
  raw: () => string
  /** The first event that fits, as soon as it comes. */
  next: (fits: (heard: Heard) => boolean) => Promise<Heard>
  /** Resolves when the server ends the stream. */
  ended: Promise<void>
  close: () => void
}

type Door = { path: string; params: Record<string, string> }

/**
 * Opens the stream of a group with some person's headers, and waits until it hears what happens.
 * @param since the moment that a page was made at: with it, it may hear nothing at first
 */
export async function openStream(headers: Record<string, string>, groupId: string, since?: string): Promise<Listening> {
  const params = { groupId }
  if (since !== undefined) return openDoor(GET, headers, { path: `/api/groups/${groupId}/events?since=${since}`, params })
  return begun(await openDoor(GET, headers, { path: `/api/groups/${groupId}/events`, params }))
}

/** Opens the stream of a live meeting, from after an event on, and waits until it hears what happens. */
export async function openMeetingStream(headers: Record<string, string>, about: { groupId: string; meetingId: string }, after = 0) {
  const { groupId, meetingId } = about
  return begun(
    await openDoor(meetingDoor, headers, { path: `/api/groups/${groupId}/meetings/${meetingId}/stream?after=${after}`, params: about }),
  )
}

/** What happens before the process listens to the database is told by the `reset` alone, with which a stream begins. */
async function begun(stream: Listening): Promise<Listening> {
  if (stream.status === 200) await stream.next(({ event }) => event === 'reset')
  return stream
}

/** Opens a stream at its route. */
export async function openDoor(door: typeof GET, headers: Record<string, string>, asked: Door): Promise<Listening> {
  const leaving = new AbortController()
  const response = await call((request, context) => door(new Request(request, { signal: leaving.signal }), context), { headers, ...asked })
  const heard: Heard[] = []
  let raw = ''
  const waiting = new Set<() => void>()
  const ended = response.status === 200 ? read(response) : Promise.resolve()

  async function read({ body }: Response): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of body ?? []) {
      const text = decoder.decode(chunk, { stream: true })
      raw += text
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event && data) heard.push({ event, data: JSON.parse(data) })
      }
      for (const look of waiting) look()
    }
  }

  const next: Listening['next'] = (fits) =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(fits)
        if (!found) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })

  return { status: response.status, headers: response.headers, heard, raw: () => raw, next, ended, close: () => leaving.abort() }
}
