import 'server-only'
import { mayEditWords, mayRemoveWords, mayRestoreWords, RESTORE_HOURS } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Member } from '#server/visibility.ts'
import type { Fresh, Kept } from '#server/words/render.ts'

/** What rows of annotations, comments and answers have in common. */
export type Written = Kept & {
  /** Null once the account is gone. */
  creatorId: string | null
  createdAt: Date
  /** When its words were last written, or first shown to the group. */
  wordsAt: Date
  editedAt: Date | null
} & Removable

/** What tells whether words were taken away, and why. */
type Removable = { deletedAt: Date | null; removal: 'WITHDRAWN' | 'MODERATED' | null }

/** Who reads a chapter's talk, and when they last looked at it (null: never). */
export type Reader = Member & { seenAt: Date | null }

/** Whoever has just written something, reading it. */
export const asWriter = ({ userId, role }: Member): Reader => ({ userId, role, seenAt: null })

/** What annotations, comments and answers show alike. Of something deleted no words are left. */
export function present(row: Fresh<Written>, reader: Reader) {
  const isCreator = row.creatorId === reader.userId
  const deleted = row.deletedAt !== null
  const body = deleted ? '' : row.body
  return {
    body,
    html: body && row.html,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    edited: row.editedAt !== null && !deleted,
    deleted,
    unread: !deleted && isUnread(row, reader),
    can: {
      edit: !deleted && mayEditWords({ isCreator }),
      remove: !deleted && mayRemoveWords({ isCreator }),
      restore: mayRestore(row, reader),
    },
  }
}

/** Whether somebody else wrote words that the reader has not seen. What else changes about a row is nothing to read. */
export function isUnread({ creatorId, wordsAt }: Pick<Written, 'creatorId' | 'wordsAt'>, { userId, seenAt }: Reader): boolean {
  return creatorId !== userId && (seenAt === null || wordsAt > seenAt)
}

/** What a row says of words that their own writer takes back. */
export const withdrawnBy = (userId: string) => ({ deletedAt: new Date(), removal: 'WITHDRAWN' as const, removedById: userId })
/** What it says once they are back. */
export const RESTORED = { deletedAt: null, removal: null, removedById: null }

type Taken = Removable & { creatorId: string | null }

function mayRestore({ deletedAt, removal, creatorId }: Taken, { userId, role }: Member): boolean {
  if (deletedAt === null || removal === null) return false
  return mayRestoreWords({ removal, isCreator: creatorId === userId, role, deletedAt, now: Date.now() })
}

/** What was taken away is there for whoever wrote it, and for whoever may bring it back. */
export function isThereFor(row: Taken, member: Member): boolean {
  return row.deletedAt === null || row.creatorId === member.userId || mayRestore(row, member)
}

/** @throws Problem `forbidden` for what somebody else took away, `gone` when it is too late */
export function requireRestorable(row: Taken, member: Member): void {
  if (mayRestore(row, member)) return
  if (row.removal === 'MODERATED') throw new Problem('forbidden', say('moderated'))
  throw new Problem('gone', say('tooLateToRestore', { hours: RESTORE_HOURS }))
}

/**
 * An edit that started from older words than those that stand. Both travel, so that nothing typed is lost.
 * @param more what else stands now besides the words
 */
export function staleEdit(current: Pick<Written, 'body' | 'version'>, yours: string, more: { tags?: string[] } = {}): Problem {
  return new Problem('conflict', say('changedElsewhere'), {
    current: { body: current.body, version: current.version, ...more },
    yours,
  })
}

/** What was to be changed or replied to has been deleted. */
export function deletedMeanwhile(yours = ''): Problem {
  return new Problem('gone', say('deletedMeanwhile'), { yours })
}
