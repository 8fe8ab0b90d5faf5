import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base } from '@playwright/test'
import { startApp } from '../support/app-server.ts'
import { createAccount, openReader, type Reader, type Signed } from '../support/group-page.ts'
import { runBeside } from '../support/run-beside.ts'

/** Who is in these tests. */
const NAMES = { ada: 'Ada Byron', ben: 'Ben Okri', cleo: 'Cleo Marsh', nora: 'Nora Lind' }
type Name = keyof typeof NAMES
type Given = { browser: Browser; account: (who: Name) => Promise<Signed> }
type Use = (reader: Reader) => Promise<void>

/** A product that a spec has for itself alone, and may kill. It keeps its address and its data. */
export type OwnApp = { url: string; kill: () => Promise<void>; startAgain: () => Promise<void> }

/** Signs somebody in for one test, in a browser in which nothing else has happened. */
async function lend({ browser, account }: Given, who: Name, use: Use): Promise<void> {
  const reader = await openReader(browser, await account(who))
  await use(reader)
  await reader.closeAll()
  await reader.context.close()
}

/**
 * A test that names people gets them signed in: `test('…', async ({ ada, ben }) => …)`. Each has one account for all tests of a worker;
 * what they do there they do in groups of their own: `createCircle(ada, ben)`.
 */
export const test = base.extend<Record<Name, Reader>, Pick<Given, 'account'> & { ownApp: OwnApp }>({
  ownApp: [
    async ({ browser: _browser }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'studycircle own '))
      let app = await startApp({ dataDir })
      await runBeside('save-lights', [], dataDir)
      const port = Number(new URL(app.url).port)
      const startAgain = async () => {
        app = await startApp({ port, dataDir })
      }
      await use({ url: app.url, kill: () => app.kill(), startAgain })
      await app.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
    // The first start of a text that has changed builds its pages.
    { scope: 'worker', timeout: 600_000 },
  ],
  account: [
    async ({ browser }, use) => {
      const made = new Map<Name, Promise<Signed>>()
      await use((who) => {
        const account = made.get(who) ?? createAccount(browser, NAMES[who])
        made.set(who, account)
        return account
      })
    },
    { scope: 'worker' },
  ],
  ada: ({ browser, account }, use) => lend({ browser, account }, 'ada', use),
  ben: ({ browser, account }, use) => lend({ browser, account }, 'ben', use),
  cleo: ({ browser, account }, use) => lend({ browser, account }, 'cleo', use),
  nora: ({ browser, account }, use) => lend({ browser, account }, 'nora', use),
})
