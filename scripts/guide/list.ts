import { type Command, noWords } from '#scripts/guide/command.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'

const FOR_WHOM = { GROUPS: 'its groups', MEMBERS: 'members', EVERYONE: 'everyone' }

export const list: Command = {
  usage: '',
  about: 'lists the guides of this installation',
  options: {},
  run: async (given) => {
    noWords(given)
    const settings = readSettings('production')
    await withDatabase(settings, async () => {
      const { listGuides } = await import('#server/content/guides.ts')
      for (const { slug, address, title, chapters, audience } of await listGuides()) {
        const kind = address.startsWith('/texts/') ? `imported, for ${FOR_WHOM[audience]}` : settings.CONTENT_DIR
        say(`${slug}: ${title}, ${chapters.length} ${chapters.length === 1 ? 'chapter' : 'chapters'} (${kind})`)
      }
    })
  },
}
