import { type Command, onlyWord } from '#scripts/guide/command.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'

export const remove: Command = {
  usage: 'SLUG',
  about: 'takes an imported guide away, unless a group studies it',
  options: {},
  run: async (given) => {
    const slug = onlyWord(given, 'the address of the guide')
    await withDatabase(readSettings('production'), async () => {
      const { findGuideFiles, removeGuide } = await import('#server/content/imported-guides.ts')
      if (!(await findGuideFiles(slug)))
        throw new Refusal(`There is no imported guide "${slug}". "npm run guide -- list" shows all guides.`)
      await removeGuide(slug)
      say(`The guide "${slug}" has been removed.`)
    })
  },
}
