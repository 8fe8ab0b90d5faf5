import 'server-only'
import { mayEditWords, mayRemoveWords, mayRestoreWords, RESTORE_HOURS } from '#domain/permissions.ts'
import { Problem } from '#domain/problem.ts'
import { renderMarkdown } from '#server/markdown.ts'

/** What rows of annotations, comments and answers have in common. */
export type Written = {
  creatorId: string
  body: string
  version: number
  createdAt: Date
  updatedAt: Date
  editedAt: Date | null
  deletedAt: Date | null
}

/** Who reads a chapter's talk, and when they last looked at it (null: never). */
export type Reader = { userId: string; seenAt: Date | null }

/** What annotations, comments and answers show alike. Of something deleted no words are left. */
export function present(row: Written, reader: Reader) {
  const isCreator = row.creatorId === reader.userId
  const deleted = row.deletedAt !== null
  const body = deleted ? '' : row.body
  return {
    body,
    html: body && renderMarkdown(body),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    edited: row.editedAt !== null && !deleted,
    deleted,
    unread: !deleted && !isCreator && (reader.seenAt === null || row.updatedAt > reader.seenAt),
    can: {
      edit: !deleted && mayEditWords({ isCreator }),
      remove: !deleted && mayRemoveWords({ isCreator }),
      restore: row.deletedAt !== null && mayRestoreWords({ isCreator, deletedAt: row.deletedAt, now: Date.now() }),
    },
  }
}

/**
 * An edit that started from older words than those that stand. Both travel, so that nothing typed is lost.
 * @param more what else stands now besides the words
 */
export function staleEdit(current: Pick<Written, 'body' | 'version'>, yours: string, more: { tags?: string[] } = {}): Problem {
  return new Problem('conflict', 'You changed this elsewhere since you opened it here. Both texts are kept: choose one.', {
    current: { body: current.body, version: current.version, ...more },
    yours,
  })
}

/** What was to be changed or replied to has been deleted. */
export function deletedMeanwhile(yours = ''): Problem {
  return new Problem('gone', 'This was deleted in the meantime. What you typed is kept: you can copy it.', { yours })
}

/** A create whose id already names other words of the same person. */
export function idTaken(): Problem {
  return new Problem('conflict', 'This was already saved with other words. Reload the page to see it; what you typed is kept.')
}

/** @throws Problem `gone` when it is too late to bring something back */
export function requireRestorable(row: { creatorId: string; deletedAt: Date }, userId: string): void {
  if (mayRestoreWords({ isCreator: row.creatorId === userId, deletedAt: row.deletedAt, now: Date.now() })) return
  throw new Problem('gone', `This was deleted more than ${RESTORE_HOURS} hours ago and cannot be brought back.`)
}
