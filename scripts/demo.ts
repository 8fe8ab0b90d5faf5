import { openDatabase } from '#scripts/database.ts'
import { siteOf } from '#scripts/moved-port.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { runScript, say, step } from '#scripts/terminal.ts'

/** Adds an invented group to look around in, whether the product is running or not. Doing it again changes nothing but the password. */
await runScript(async () => {
  const settings = readSettings('production')
  await ensurePrismaClient()
  const database = await openDatabase(settings)
  setVariables({ DATABASE_URL: database.url })
  // Only now: these files want the client that was made above, and the address of the database.
  const { db, disconnect } = await import('#server/db.ts')
  const { findGuide, requireChapter } = await import('#server/content/guides.ts')
  const { addDemo, DEMO_GROUP, DEMO_GUIDE, DEMO_USERNAMES } = await import('#prisma/demo.ts')
  try {
    const guide = await findGuide(DEMO_GUIDE)
    if (!guide) throw new Refusal(`The demonstration needs the guide "${DEMO_GUIDE}", which is not in ${settings.CONTENT_DIR}.`)
    const chapters = await Promise.all(guide.chapters.map(({ slug }) => requireChapter(DEMO_GUIDE, slug)))
    const password = ensureSecret(settings.DATA_DIR, 'demo-password', 9)
    const options = { timeout: 60_000 }
    const added = await step('Adding the group', () =>
      db().$transaction((tx) => addDemo(tx, guide, chapters, password, Date.now()), options),
    )
    say(added ? 'An invented group of six has been added.' : 'The invented group is there already.')
    say(`Sign in as ${DEMO_USERNAMES.slice(0, -1).join(', ')} or ${DEMO_USERNAMES.at(-1)}, with the password ${password}`)
    say(`Its page is ${siteOf(settings)}/groups/${DEMO_GROUP}. Start the product with "npm start" if it is not running.`)
  } finally {
    await disconnect()
    await database.close()
  }
})
