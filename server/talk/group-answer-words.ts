import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AnswerPart, AppendTextUpdate, ListTextUpdates, TextNews } from '#domain/group-answer.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { inThread } from '#server/markdown/pool.ts'
import { partsOf, type ReadText, type Refused } from '#server/markdown/shared-text.ts'
import { announceWords, type GroupAnswerRow, requireWritable } from '#server/talk/group-answer-rows.ts'
import { requireTrust } from '#server/talk/talk.ts'

/** So many updates are kept as they came; more are put together into one. */
const MOST_UPDATES = 60

type Place = { id: string; groupId: string }
type Kept = { seq: number; update: Uint8Array }

const readUpdates = ({ id, groupId }: Place, tx: Tx = db()): Promise<Kept[]> =>
  tx.groupAnswerUpdate.findMany({ where: { groupAnswerId: id, groupId }, orderBy: { seq: 'asc' }, select: { seq: true, update: true } })

async function readAll(kept: Kept[]): Promise<ReadText> {
  const read = await inThread(
    'readUpdates',
    kept.map(({ update }) => update),
  )
  if (!read) throw new Problem('too-large', say('sharedTextFull'))
  return read
}

/** The words of the shared text as they stand, and whose they are. */
export async function readWords(row: Pick<GroupAnswerRow, 'id' | 'groupId' | 'writers'>): Promise<{ body: string; parts: AnswerPart[] }> {
  const read = await readAll(await readUpdates(row))
  return { body: read.body, parts: partsOf(read, row.writers as Record<string, string>) }
}

/** What was added to the shared text after a number. */
export async function listTextUpdates(viewer: Viewer, { groupId, groupAnswerId: id, after }: ListTextUpdates): Promise<TextNews> {
  const row = await requireWritable(await requireMember(viewer, groupId), id)
  return newsOf(await readUpdates(row), after)
}

async function newsOf(kept: Kept[], after: number): Promise<TextNews> {
  const { vector } = await readAll(kept)
  const updates = kept.filter(({ seq }) => seq > after).map(({ update }) => Buffer.from(update).toString('base64'))
  return { updates, seq: kept.at(-1)?.seq ?? 0, vector: Buffer.from(vector).toString('base64') }
}

const FAULTS = {
  damaged: () => new Problem('invalid', say('sharedTextDamaged')),
  // Its device asks for the text's account and sends everything that is missing.
  gap: () => new Problem('conflict', say('sharedTextGap')),
  'too-long': () => new Problem('too-large', say('sharedTextLong')),
  'too-large': () => new Problem('too-large', say('sharedTextFull')),
} satisfies Record<Refused['fault'], () => Problem>

/**
 * Adds to the shared text. Whatever two people write at once, or apart without a connection, is in it afterwards. Sent again it changes nothing.
 * @throws Problem `conflict` when words before these never came, `too-large` for a text that is too long, `invalid` for what is no text
 */
export async function appendTextUpdate(viewer: Viewer, input: AppendTextUpdate): Promise<TextNews> {
  const member = await requireMember(viewer, input.groupId)
  requireTrust(member.waits, say('firstWordsTogether'))
  const { id, groupAnswerId, after } = input
  const row = await requireWritable(member, groupAnswerId)
  const kept = await readUpdates(row)
  const update = new Uint8Array(Buffer.from(input.update, 'base64'))
  // What is joined here fits to whatever comes in between too: a text only grows.
  const joined = await inThread('joinUpdate', { updates: kept.map((each) => each.update), update })
  if (!joined) throw FAULTS['too-large']()
  if ('fault' in joined) throw FAULTS[joined.fault]()
  const { added, writers } = joined
  if (added) await db().$transaction((tx) => write(tx, row, { id, added, writers, actorId: member.userId }))
  return newsOf(await compact(row), after)
}

type Addition = { id: string; added: Uint8Array; writers: number[]; actorId: string }

async function write(tx: Tx, row: GroupAnswerRow, { id, added, writers, actorId }: Addition): Promise<void> {
  const { groupId, id: groupAnswerId } = row
  const { seq, known } = await lock(tx, row)
  if (await tx.groupAnswerUpdate.findUnique({ where: { id } })) return
  // A device belongs to whoever wrote on it first: nobody puts words into somebody else's mouth.
  if (writers.some((writer) => (known[writer] ?? actorId) !== actorId)) throw FAULTS.damaged()
  const mine = Object.fromEntries(writers.map((writer) => [writer, actorId]))
  await tx.groupAnswer.update({ where: { id: groupAnswerId, groupId }, data: { seq: seq + 1, writers: { ...known, ...mine } } })
  await tx.groupAnswerUpdate.create({ data: { id, groupId, groupAnswerId, seq: seq + 1, update: new Uint8Array(added), actorId } })
  await announceWords(tx, row)
}

/** One addition at a time: numbers follow one another without gaps. */
async function lock(tx: Tx, { id, groupId }: Place): Promise<{ seq: number; known: Record<string, string> }> {
  const [row] = await tx.$queryRaw<{ seq: number; writers: Record<string, string> }[]>`
    SELECT seq, writers FROM group_answers WHERE id = ${id}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`
  return { seq: row?.seq ?? 0, known: row?.writers ?? {} }
}

/** Puts many updates together into one that has the number of the last. Whoever had some of them reads it without harm. */
async function compact(row: Place): Promise<Kept[]> {
  const kept = await readUpdates(row)
  const last = kept.at(-1)
  if (kept.length <= MOST_UPDATES || !last) return kept
  const { state } = await readAll(kept)
  const { id: groupAnswerId, groupId } = row
  await db().$transaction(async (tx) => {
    await lock(tx, row)
    const where = { groupAnswerId, groupId, seq: { lte: last.seq } }
    const { count } = await tx.groupAnswerUpdate.deleteMany({ where })
    // Somebody else has put them together meanwhile: theirs holds all of these and goes with them, so this one takes its place.
    if (count > 0)
      await tx.groupAnswerUpdate.create({
        data: { id: randomUUID(), groupId, groupAnswerId, seq: last.seq, update: new Uint8Array(state) },
      })
  })
  return readUpdates(row)
}
