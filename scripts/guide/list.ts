import { type Command, noWords } from '#scripts/guide/command.ts'
import { readSettings } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'

export const list: Command = {
  usage: '',
  about: 'lists the guides of this installation',
  options: {},
  run: async (given) => {
    noWords(given)
    readSettings('production')
    const { listGuides } = await import('#server/content/guides.ts')
    for (const { slug, title, chapters } of await listGuides()) {
      say(`${slug}: ${title}, ${chapters.length} ${chapters.length === 1 ? 'chapter' : 'chapters'}`)
    }
  },
}
