import 'server-only'
import type { Audience } from '#domain/guide.ts'
import { mayReadText } from '#domain/permissions.ts'
import { Prisma } from '#server/db.ts'
import { statement } from '#server/statement.ts'

const NOBODY = { signedIn: false, isInstallationOwner: false, isPublisher: false, studiesIt: false }

const TEXT = statement<{ revision: string; audience: Audience }, { slug: string }>(
  ({ slug }) => Prisma.sql`SELECT revision, audience FROM imported_guides WHERE slug = ${slug}`,
)

/** The newest revision of an imported guide that everybody may read, signed in or not; null where it is not so, or there is none. */
export async function findOpenRevision(slug: string): Promise<string | null> {
  const [row] = await TEXT({ slug })
  return row && mayReadText({ ...NOBODY, audience: row.audience }) ? row.revision : null
}
