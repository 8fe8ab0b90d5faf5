import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { files } from '../letters.ts'

/**
 * Saves the small imported guide into the database of a running product.
 * @param changes files that are changed, added, or (null) left out
 */
export default (slug: string, audience: 'MEMBERS' | 'EVERYONE', changes: Record<string, string | null>) =>
  withDatabase(readSettings('production'), async () => {
    const { saveGuide } = await import('#server/content/imported-guides.ts')
    const all = files(changes)
    all.set('guide.md', (all.get('guide.md') ?? '').replace('"tides"', '"trotsky"'))
    await saveGuide(all, { slug, audience })
    const { chaptersChanged } = await import('#server/editions/revisions.ts')
    await chaptersChanged(slug)
  })
