import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

/** What somebody writes; each is kept in a table of its own. */
export const KINDS = ['comments', 'annotations'] as const
export type Kind = (typeof KINDS)[number]

/** What somebody wrote and had acknowledged, or not yet. */
export type Write = { id: string; kind: Kind; body: string; acknowledged: boolean }

/** Who had what acknowledged by which process, and when (`performance.now()`). */
export type Acknowledged = { url: string; writer: number; kind: Kind; at: number }

/**
 * How requests went: how many got which status (0: no answer came), how long the slowest waited in milliseconds, and what was acknowledged.
 */
export type Tally = { statuses: Map<number, number>; slowest: number; acknowledged: Acknowledged[] }

export const newTally = (): Tally => ({ statuses: new Map(), slowest: 0, acknowledged: [] })

/** Milliseconds: whoever waits longer than this for any answer waits for ever. */
export const PATIENCE = 45_000
/** Milliseconds between what one person writes: below what the product lets through in a minute, also when it is sent twice. */
const PACE = 400

/** Asks something, and notes how that went. @returns the status, 0 when no answer came */
export async function ask(tally: Tally, url: string, init: RequestInit = {}): Promise<number> {
  const started = performance.now()
  const status = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE) })
    .then(async (response) => {
      await response.arrayBuffer()
      return response.status
    })
    .catch(() => 0)
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  tally.slowest = Math.max(tally.slowest, performance.now() - started)
  return status
}

/** Somebody signed in, as their browser keeps it. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body: JSON.stringify({ username, password }) })
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Starts a group of somebody's own. @returns its id */
export async function makeGroup(url: string, cookie: string, guide: string): Promise<string> {
  const id = randomUUID()
  const headers = { cookie, origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/groups`, { method: 'POST', headers, body: JSON.stringify({ id, guide, name: 'The quiet ones' }) })
  if (!answer.ok) throw new Error(`no group could be started: ${answer.status}`)
  return id
}

/** Where people write: a group, and what goes with a comment and a note beside their words. */
export type Place = { groupId: string; comments: { chapter: string; parentId: null; subject: object }; annotations: object }

/**
 * Writes one thing after another until told to stop, comments and notes in turn. As a browser does, it sends the same one again, here or at
 * the other process, until somebody says that it is kept; and every third one twice at once.
 */
export async function keepWriting(
  urls: () => string[],
  { cookie, writer }: { cookie: string; writer: number },
  place: Place,
  tally: Tally,
  stop: AbortSignal,
): Promise<Write[]> {
  const written: Write[] = []
  while (!stop.aborted) {
    const id = randomUUID()
    const kind = KINDS[(written.length + writer) % KINDS.length] ?? 'comments'
    const write: Write = { id, kind, body: `Written as ${id}.`, acknowledged: false }
    written.push(write)
    const send = async (url: string) => {
      const headers = { cookie, origin: url, 'content-type': 'application/json' }
      const body = JSON.stringify({ id, body: write.body, ...place[kind] })
      const status = await ask(tally, `${url}/api/groups/${place.groupId}/${kind}`, { method: 'POST', headers, body })
      if (status !== 201) return
      write.acknowledged = true
      tally.acknowledged.push({ url, writer, kind, at: performance.now() })
    }
    for (let attempt = 0; !write.acknowledged && !(stop.aborted && attempt > 0); attempt += 1) {
      const all = urls()
      // Each kind goes to each process in its turn.
      const first = all[((written.length >> 1) + writer + attempt) % all.length] as string
      await Promise.all(written.length % 3 === 0 ? all.map(send) : [send(first)])
      await delay(PACE)
    }
  }
  return written
}
