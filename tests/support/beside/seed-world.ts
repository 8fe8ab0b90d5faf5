import { withDatabase } from '#scripts/guide/with-database.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'

/**
 * Puts the world of the access matrix into a running product, on the first chapter of its first guide.
 * @returns what a browser needs: the cookie of everybody, and the parts of the addresses
 */
export default async function () {
  const settings = readSettings('production')
  setVariables({ AUTH_SECRET: ensureSecret(settings.DATA_DIR, 'auth-secret') })

  return withDatabase(settings, async () => {
    const { listGuides, requireChapter } = await import('#server/content/guides.ts')
    const [guide] = await listGuides()
    const [first] = guide?.chapters ?? []
    if (!guide || !first) throw new Error('there is no guide')
    const { questions } = await requireChapter(guide.slug, first.slug)
    const about = { guide: guide.slug, chapter: first.slug, question: questions[0]?.id ?? '', agreed: questions[1]?.id ?? '' }
    const [{ db }, { createUser }] = await Promise.all([import('#server/db.ts'), import('#tests/support/factories.ts')])
    const { makeDraft, makeWorld } = await import('#tests/support/access-world.ts')
    const { signedIn } = await import('#tests/support/request.ts')
    const { people, group, meeting, invitation, annotation, bareNote, plainMember } = await makeWorld(about)
    const cookies: Record<string, string | null> = {}
    for (const [who, person] of Object.entries(people)) cookies[who] = person && ((await signedIn(person)).cookie ?? null)
    const owner = await createUser({ name: 'Olga' })
    await db().installationOwner.create({ data: { userId: owner.id } })
    const parts = {
      installationOwner: (await signedIn(owner)).cookie ?? '',
      groupId: group.id,
      chapter: first.slug,
      meetingId: meeting.id,
      noteId: annotation.id,
      flaggedId: bareNote.id,
      memberId: plainMember.id,
      code: invitation.code,
      draftId: await makeDraft(),
    }
    return { cookies, ...parts }
  })
}
