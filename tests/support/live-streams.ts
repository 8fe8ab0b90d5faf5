import { randomUUID } from 'node:crypto'
import { db } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { CHAPTER } from '#tests/support/circle.ts'
import { type Heard, type Listening, openStream } from '#tests/support/event-stream.ts'
import { signedIn } from '#tests/support/request.ts'

const open: Listening[] = []

/** Ends the streams that a test opened, and the connection behind them. */
export async function closeStreams(): Promise<void> {
  for (const stream of open.splice(0)) stream.close()
  await closeHub()
}

/** Opens a stream that is heard: listening has begun, if the viewer may listen. */
export async function listenTo(groupId: string, viewer: { userId: string }): Promise<Listening> {
  const stream = await openStream(await signedIn({ id: viewer.userId }), groupId)
  open.push(stream)
  if (stream.status === 200) await stream.next(({ event }) => event === 'reset')
  return stream
}

/** Opens a stream as a page does that was made at some moment. */
export async function listenSince(groupId: string, viewer: { userId: string }, moment: string): Promise<Listening> {
  const stream = await openStream(await signedIn({ id: viewer.userId }), groupId, moment)
  open.push(stream)
  return stream
}

/** What was heard up to a mark that is set now: whatever was told earlier comes before it. */
export async function heardInGroup(groupId: string, stream: Listening): Promise<unknown[]> {
  const id = randomUUID()
  await db().$transaction((tx) => notify(tx, { groupId, noun: 'meeting', id }))
  await stream.next(({ data }: Heard) => (data as { id?: string }).id === id)
  return stream.heard
    .filter(({ event }) => event === 'change')
    .slice(0, -1)
    .map(({ data }) => data)
}

/** What a stream tells of a change in the chapter. */
export const about = (id: string, noun = 'annotation') => ({ noun, id, chapter: CHAPTER })
