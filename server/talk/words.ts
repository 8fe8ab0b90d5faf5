import 'server-only'
import { randomUUID } from 'node:crypto'
import { mayEditWords, mayRemoveWords } from '#domain/permissions.ts'
import { idTaken, notFound, say } from '#domain/problem.ts'
import { type Belonging, requireRight } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { type Fresh, freshOne, type KeptWords, keep, type Table } from '#server/markdown/render.ts'
import { type Subject, settle } from '#server/talk/moderation-log.ts'
import { keepRewording } from '#server/talk/rewordings.ts'
import {
  type approved,
  asWriter,
  deletedMeanwhile,
  isThereFor,
  type moderatedBy,
  RESTORED,
  type Reader,
  requireRestorable,
  requireTrust,
  staleEdit,
  type Written,
  withdrawnBy,
} from '#server/talk/talk.ts'

/*
 * What becomes of words once they are written, the same for annotations, comments and answers: sent again, changed, taken back, brought back.
 */

type Row = Written & { groupId: string }
/** What one row of each table is called. */
export const NOUNS = { annotations: 'annotation', comments: 'comment', answers: 'answer' } as const
/** Which row is to change, and what must still hold of it. */
type Condition = { id: string; groupId: string; version?: number; deletedAt?: null }
type Change =
  | (KeptWords & { editedAt: Date; wordsAt: Date; version: number })
  | ReturnType<typeof withdrawnBy | typeof moderatedBy | typeof approved>
  | typeof RESTORED

/** How one noun is kept and told of. */
export type Words<Kept extends Row, Shown> = {
  table: keyof typeof NOUNS & Table
  /** What the log of moderation says of it besides. */
  about: (row: Kept) => Subject
  /** A row as far as the member may see it, also of words that were taken away. */
  find: (tx: Tx, member: Belonging, id: string) => Promise<Kept | null>
  /** @returns how many rows it was */
  change: (tx: Tx, where: Condition, data: Change) => Promise<number>
  /** Holds off whoever is about to write below it. */
  lock?: (tx: Tx, row: Kept) => Promise<unknown>
  /** Tells of words that came or changed. */
  announce: (tx: Tx, row: Kept) => Promise<void>
  /**
   * Tells of words that went.
   * @param isNews whether they went only now
   * @returns whether a placeholder stays where they were
   */
  announceGone: (tx: Tx, row: Kept, isNews: boolean) => Promise<boolean>
  show: (row: Fresh<Kept>, reader: Reader) => Shown
}

async function shown<Kept extends Row, Shown>({ table, show }: Words<Kept, Shown>, row: Kept, reader: Reader): Promise<Shown> {
  return show(await freshOne(table, row), reader)
}

/**
 * What an id already names, if it is what was sent.
 * @param isSamePlace whether it says something about the same thing
 * @throws Problem `not-found` for somebody else's, `conflict` for other words
 */
export async function repeatedWords<Kept extends Row, Shown>(
  words: Words<Kept, Shown>,
  member: Belonging,
  row: Kept,
  sent: { body: string; isSamePlace: boolean },
): Promise<Shown> {
  if (row.creatorId !== member.userId || row.groupId !== member.groupId) throw notFound()
  // Once edited, the first words are not known any more.
  if (!sent.isSamePlace) throw idTaken()
  if (row.version === 1 && row.body !== sent.body) throw idTaken({ saved: { id: row.id, version: row.version, body: row.body } })
  return shown(words, row, asWriter(member))
}

/**
 * Words that the viewer may change, theirs; also those that were taken away.
 * @throws Problem `not-found` for what they cannot see, `forbidden` for what is somebody else's
 */
export async function requireOwn<Kept extends Row>(
  { find }: Pick<Words<Kept, unknown>, 'find'>,
  member: Belonging,
  id: string,
  rule: (facts: { isCreator: boolean }) => boolean,
): Promise<Kept> {
  const row = await find(db(), member, id)
  const isCreator = row?.creatorId === member.userId
  if (!row || (row.deletedAt && !isCreator)) throw notFound()
  requireRight(rule({ isCreator }), say('mayEdit'))
  requireRight(row.removal !== 'HELD', say('waitsForFacilitator'))
  return row
}

/**
 * Changes what somebody wrote.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateWords<Kept extends Row, Shown>(
  words: Words<Kept, Shown>,
  member: Belonging,
  id: string,
  { version, body }: { version: number; body: string },
): Promise<Shown> {
  const own = await requireOwn(words, member, id, mayEditWords)
  requireTrust(member.waits && own.body !== body)
  const reader = asWriter(member)
  if (own.deletedAt) throw deletedMeanwhile(body)
  if (own.body === body) return shown(words, own, reader)
  const kept = await keep(body, member.userId)
  const isSaved = await db().$transaction(async (tx) => {
    const now = new Date()
    const where = { id, groupId: member.groupId, version, deletedAt: null }
    const count = await words.change(tx, where, { ...kept, editedAt: now, wordsAt: now, version: version + 1 })
    if (count > 0) await keepRewording(tx, NOUNS[words.table], own)
    if (count > 0) await words.announce(tx, own)
    return count > 0
  })
  const row = await words.find(db(), member, id)
  if (!row || row.deletedAt) throw deletedMeanwhile(body)
  if (isSaved || row.body === body) return shown(words, row, reader)
  throw staleEdit(row, body)
}

/**
 * Takes words back; a day long they can be restored. Doing it twice is harmless.
 * @returns what stays in their place while something below them stands
 */
export async function removeWords<Kept extends Row, Shown>(
  words: Words<Kept, Shown>,
  member: Belonging,
  id: string,
): Promise<Shown | undefined> {
  const row = await freshOne(words.table, await requireOwn(words, member, id, mayRemoveWords))
  const withdrawn = withdrawnBy(member.userId)
  return db().$transaction(async (tx) => {
    await words.lock?.(tx, row)
    const count = await words.change(tx, { id, groupId: member.groupId, deletedAt: null }, withdrawn)
    const stays = await words.announceGone(tx, row, count > 0)
    return stays ? words.show({ ...row, ...(row.deletedAt === null && withdrawn) }, asWriter(member)) : undefined
  })
}

/**
 * Brings back what was taken away.
 * @throws Problem `forbidden` when somebody else took it away, `gone` after a day
 */
export async function restoreWords<Kept extends Row, Shown>(words: Words<Kept, Shown>, member: Belonging, id: string): Promise<Shown> {
  const row = await words.find(db(), member, id)
  if (!row || !isThereFor(row, member)) throw notFound()
  requireRight(row.removal !== 'HELD', say('waitsForFacilitator'))
  if (row.deletedAt) {
    requireRestorable(row, member)
    await db().$transaction(async (tx) => {
      const count = await words.change(tx, { id, groupId: member.groupId }, RESTORED)
      if (count === 0) throw notFound()
      if (row.removal === 'MODERATED') await settle(tx, member, words.about(row), { id: randomUUID(), act: 'RESTORE', reason: '' })
      await words.announce(tx, row)
    })
  } else requireRight(row.creatorId === member.userId, say('mayEdit'))
  return shown(words, { ...row, ...RESTORED }, asWriter(member))
}
