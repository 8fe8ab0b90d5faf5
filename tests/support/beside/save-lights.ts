import { readdir, readFile } from 'node:fs/promises'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

const FOLDER = 'tests/fixtures/coast-lights'

/** Saves the guide that browser tests talk about, which lies in files, into the database of a running product. */
export default () =>
  withDatabase(readSettings('production'), async () => {
    const { saveGuide } = await import('#server/content/imported-guides.ts')
    const names = await readdir(FOLDER)
    const files = await Promise.all(names.map(async (name) => [name, await readFile(`${FOLDER}/${name}`, 'utf8')] as const))
    await saveGuide(new Map(files), { slug: 'coast-lights', audience: 'MEMBERS' })
  })
