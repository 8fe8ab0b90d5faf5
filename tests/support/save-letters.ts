import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { files } from './letters.ts'

// Saves the small imported guide into the database of a running product, under the address and for the audience given.

const [slug = 'letters', audience = 'MEMBERS', companion = 'trotsky', change = ''] = process.argv.slice(2)

await withDatabase(readSettings('production'), async () => {
  const { saveGuide } = await import('#server/content/imported-guides.ts')
  const changes: Record<string, string | null> = JSON.parse(change || '{}')
  const all = files(changes)
  all.set('guide.md', (all.get('guide.md') ?? '').replace('"tides"', JSON.stringify(companion)))
  await saveGuide(all, { slug, audience: audience === 'EVERYONE' ? 'EVERYONE' : 'MEMBERS' })
  const { chaptersChanged } = await import('#server/editions/revisions.ts')
  await chaptersChanged(slug)
})
