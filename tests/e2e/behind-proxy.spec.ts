import { expect, type Page } from '@playwright/test'
import { startApp } from '../support/app-server.ts'
import { createAccount, createCircle, openReader, writeNote } from '../support/group-page.ts'
import { startProxy } from '../support/plain-proxy.ts'
import { test } from './fixtures.ts'

// Two processes on one database behind a proxy that hands each request to the next one: nobody notices, also when one of them dies.

const noteOf = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^.*${name}.* on`) })

test('two people behind a proxy see each other’s notes at once, whichever process they meet, and go on when one is killed', async ({
  browser,
}) => {
  const first = process.env.E2E_URL ?? ''
  const second = await startApp({ dataDir: process.env.E2E_DATA_DIR ?? '' })
  const proxy = await startProxy([first, second.url])
  try {
    const [ada, ben] = await Promise.all(
      ['Ada Beyond', 'Ben Beyond'].map(async (name) => openReader(browser, await createAccount(browser, name, proxy.url), proxy.url)),
    )
    if (!ada || !ben) throw new Error('nobody')
    const { path } = await createCircle(ada, ben)
    const [mine, theirs] = [await ada.open(path), await ben.open(path)]
    await writeNote(mine, 2, [0, 2], 'Written to one process.')
    await expect(noteOf(theirs, 'Ada Beyond')).toContainText('Written to one process.')
    expect(Math.min(...proxy.answered)).toBeGreaterThan(5)

    await second.kill()
    await writeNote(theirs, 3, [0, 2], 'Written after the other has died.')
    await expect(noteOf(mine, 'Ben Beyond')).toContainText('Written after the other has died.')
    await mine.reload()
    await expect(noteOf(mine, 'Ben Beyond')).toContainText('Written after the other has died.')
    for (const reader of [ada, ben]) await reader.closeAll()
  } finally {
    await proxy.stop()
    await second.kill()
  }
})
