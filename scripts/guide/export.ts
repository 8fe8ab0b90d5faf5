import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, Misuse } from '#scripts/guide/command.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'

export const exportGuide: Command = {
  usage: 'SLUG FOLDER',
  about: 'writes an imported guide as files, as they stand in a folder for guides',
  options: {},
  run: async ({ words }) => {
    const [slug, to, more] = words
    if (slug === undefined || to === undefined || more !== undefined)
      throw new Misuse('Say the address of the guide and a folder for its files.')
    const folder = path.resolve(process.env.INIT_CWD ?? '.', to)
    await withDatabase(readSettings('production'), async () => {
      const { findGuideFiles } = await import('#server/content/imported-guides.ts')
      const files = await findGuideFiles(slug)
      if (!files) throw new Refusal(`There is no imported guide "${slug}". "npm run guide -- list" shows all guides.`)
      await mkdir(folder, { recursive: true })
      if ((await readdir(folder)).length > 0) throw new Refusal(`The folder ${folder} is not empty. Name another: nothing was written.`)
      for (const [name, body] of files) await writeFile(path.join(folder, name), body)
      say(`${files.size} files have been written to ${folder}.`)
    })
  },
}
