import 'server-only'
import type { AboutPassedOn, PassedOn } from '#domain/oversight.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { db, type Prisma } from '#server/db.ts'
import { subjectOf } from '#server/moderation/flags.ts'
import { findWords, shownWords } from '#server/moderation/moderated-words.ts'

const SHOWN = 50

/**
 * Words that members passed on to the owners of the installation, the newest first: each as whoever passed them on sees them now, and so
 * nothing that was not shown to that member, or that facilitators have hidden since.
 * @throws Problem `not-found` to everyone but owners of the installation
 */
export async function listPassedOn(viewer: Viewer): Promise<PassedOn[]> {
  await requireInstallationOwner(viewer)
  const rows = await db().flag.findMany({ where: { passedOnAt: { not: null } }, orderBy: { passedOnAt: 'desc' }, take: SHOWN })
  return Promise.all(
    rows.map(async (row) => {
      const words = await wordsOf(row)
      const shown = words && { noun: words.noun, body: words.body, html: words.html, creator: words.creator?.name ?? null }
      return { id: row.id, groupId: row.groupId, reason: row.reason, at: (row.passedOnAt ?? row.createdAt).toISOString(), words: shown }
    }),
  )
}

async function wordsOf(row: Prisma.FlagGetPayload<object>) {
  const { groupId, userId } = row
  // Whoever passed them on may have left; then nobody shows them.
  const member = await requireMember({ userId, name: '', sessionId: '' }, groupId, true).catch(() => null)
  const found = member && (await findWords(member, subjectOf(row), 'member'))
  return found && shownWords(found)
}

/**
 * Notes that what was passed on has been dealt with: it leaves the list, for whoever did it with their own flag as it was.
 * @throws Problem `not-found` to everyone but owners of the installation, and for an unknown flag
 */
export async function settlePassedOn(viewer: Viewer, { flagId }: AboutPassedOn): Promise<void> {
  await requireInstallationOwner(viewer)
  const { count } = await db().flag.updateMany({ where: { id: flagId }, data: { passedOnAt: null } })
  if (count === 0) throw notFound()
}
