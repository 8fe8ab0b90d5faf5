import 'server-only'
import { BROUGHT_BYTES, type BringNotes, type BroughtReply } from '#domain/brought-notes/brought-note.ts'
import { readNotesFile } from '#domain/brought-notes/read-file.ts'
import { mayBringNotes } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { placeNotes } from '#server/brought-notes/place-notes.ts'
import { storeNotes } from '#server/brought-notes/store-notes.ts'
import { chaptersChanged } from '#server/editions/revisions.ts'
import { log } from '#server/log.ts'
import { readText } from '#server/request-body.ts'

/**
 * Brings the notes of a file into a group, with what is said below them, or tells what would come. Whoever wrote them is known by name alone.
 * Notes whose words are not found at once are looked for afterwards, as after an edit; what is not found waits on the page of changes. The same file
 * brought again brings nothing twice.
 * @throws Problem `forbidden` to those who do not lead, `invalid` for a file without notes, `too-large`
 */
export async function bringNotes(
  viewer: Viewer,
  { groupId, stores, file }: BringNotes,
  { request }: { request: Request },
): Promise<BroughtReply> {
  const member = await requireMember(viewer, groupId)
  requireRight(mayBringNotes(member.role), say('mayBringNotes'))
  const text =
    file ?? (await readText(request, BROUGHT_BYTES, () => new Problem('too-large', say('broughtTooBig', { limit: BROUGHT_BYTES / 1e6 }))))
  const { notes, others, secret } = readNotesFile(text)
  const { placed, replies, tally } = await placeNotes(member, notes)
  if (stores === 'yes') {
    await storeNotes(member, placed, replies)
    if (tally.sought > 0) lookForOthers(member.guide)
  }
  return { ...tally, others, secret, ...(file !== undefined && { stored: stores === 'yes' }) }
}

/** Nobody waits for it: a page shows them where they are found. */
function lookForOthers(guide: string): void {
  chaptersChanged(guide).catch((error: unknown) => log().error({ err: error, guide }, 'notes that were brought could not be looked for'))
}
