import 'server-only'
import { createHash, randomInt } from 'node:crypto'
import { Problem, say } from '#domain/problem.ts'
import type { SlipOf } from '#domain/slip.ts'
import { LETTERS } from '#server/accounts/recovery-codes.ts'
import { db, type Tx } from '#server/db.ts'

/** Sixteen letters are 78 random bits: nobody guesses one, even with the hashes in hand. */
const GROUPS_OF_FOUR = 4
/** For so long a slip counts. Days. */
const COUNTS = 60

/** What is kept of a code without its hyphens. */
export const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')

/** A code like `7KQM-2XWD-9FHT-AB3C`. */
export function newCode(): string {
  const four = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS_OF_FOUR }, four).join('-')
}

/** Gives a member a new slip in place of the one they had. @returns its code like `7KQM-2XWD-9FHT-AB3C`, which nobody can read again */
export async function renewSlip(tx: Tx, { groupId, userId }: { groupId: string; userId: string }): Promise<string> {
  const code = newCode()
  const slip = { groupId, codeHash: hashOf(code.replaceAll('-', '')), expiresAt: new Date(Date.now() + COUNTS * 24 * 3_600_000) }
  await tx.slip.upsert({ where: { userId }, create: { userId, ...slip }, update: { ...slip, createdAt: new Date() } })
  return code
}

/** Whose slip has this code. */
export async function findSlip(code: string): Promise<(SlipOf & { userId: string; groupId: string }) | null> {
  const row = await db().slip.findUnique({
    where: { codeHash: hashOf(code), expiresAt: { gt: new Date() } },
    select: {
      userId: true,
      groupId: true,
      membership: { select: { user: { select: { name: true } }, group: { select: { name: true } } } },
    },
  })
  return row && { userId: row.userId, groupId: row.groupId, code, name: row.membership.user.name, groupName: row.membership.group.name }
}

/**
 * Uses a slip up.
 * @throws Problem `conflict` for one that somebody has used meanwhile
 */
export async function spendSlip(tx: Tx, userId: string, code: string): Promise<void> {
  const { count } = await tx.slip.deleteMany({ where: { userId, codeHash: hashOf(code) } })
  if (count === 0) throw new Problem('conflict', say('slipUnknown'))
}
