import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { findBrokenWords } from '../support/broken-words.ts'
import { makeEpub } from '../support/epub.ts'
import { createReader, writeNote } from '../support/group-page.ts'
import { ownerLink } from '../support/owner.ts'
import { test } from './fixtures.ts'

/** Every run has an address of its own: the product may be one that has served before. */
const run = Date.now().toString(36)
const TITLE = `A walk along the river ${run}`
const SLUG = `a-walk-along-the-river-${run}`

const EPUB = makeEpub({
  title: TITLE,
  chapters: [
    {
      title: 'Chapter 1: The sourse',
      paragraphs: [
        'It begins under a stone, where nobody looks.',
        'A child can step over it.',
        'Lower down it turns a wheel.',
        'The wheel turns a millstone.',
      ],
    },
    { title: 'Chapter 2: The sea', paragraphs: ['Here it ends, and nobody can say <em>where</em>.'] },
  ],
})

async function sound(page: Page) {
  expect(await findFaults(page)).toEqual([])
  expect(await findBrokenWords(page)).toEqual([])
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { message: 'nothing stands out of the page' })
    .toBeLessThanOrEqual(0)
}

test('an owner imports a text by upload, corrects it, publishes it and starts a group on it', async ({ browser }) => {
  const ada = await createReader(browser, 'Ada')
  const page = await ada.open('/texts/import')
  // On an installation without an address of its own everyone may bring a text in; who may, its owners decide.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import a text')
  await expect(page.getByLabel('Who may bring texts in?')).toHaveCount(0)

  await page.goto(await ownerLink(process.env.E2E_DATA_DIR ?? ''))
  await page.getByRole('button', { name: 'Become an owner of this installation' }).click()
  await page.waitForURL('**/texts/import')
  await page.getByLabel('Who may bring texts in?').selectOption('Only owners of this site')
  await expect(page.getByText('Saved.')).toBeVisible()
  await sound(page)

  await page
    .getByLabel('File with the text')
    .setInputFiles({ name: 'empty.epub', mimeType: 'application/epub+zip', buffer: Buffer.alloc(0) })
  await expect(page.getByText(/“empty.epub” is empty/)).toBeVisible()
  const file = { name: 'river.epub', mimeType: 'application/epub+zip', buffer: Buffer.from(EPUB) }
  await page.getByLabel('File with the text').setInputFiles(file)
  await page.waitForURL(/\/texts\/import\/[0-9a-f-]{36}$/)
  await expect(page.getByText('2 chapters, 5 paragraphs, read from river.epub')).toBeVisible()

  await test.step('a stranger and a visitor see none of the pages of owners', async () => {
    const [stranger, visitor] = [await createReader(browser, 'Sven Stranger'), await browser.newContext()]
    for (const path of ['/texts/import', new URL(page.url()).pathname]) {
      expect((await stranger.context.request.get(path)).status(), path).toBe(404)
      const visit = await visitor.request.get(path, { maxRedirects: 0 })
      expect(visit.status(), path).toBe(307)
      expect(visit.headers().location, path).toContain('/sign-in?next=')
    }
    const closed = await stranger.open('/texts/import', { viewport: { width: 360, height: 740 } })
    const OWNERS = 'This page is for the owners of this site'
    const paths = {
      '/texts/import': 'On this site, its owners bring in the texts',
      '/installation': OWNERS,
      '/installation/groups': OWNERS,
    }
    // What is there and what is not look alike.
    const drafts = { [new URL(page.url()).pathname]: paths['/texts/import'], [`/texts/import/${randomUUID()}`]: paths['/texts/import'] }
    const { userId } = await ada.ask<{ userId: string }>('GET', '/api/account')
    const accounts = { [`/installation/accounts/${userId}`]: OWNERS, [`/installation/accounts/${randomUUID()}`]: OWNERS }
    for (const [path, title] of Object.entries({ ...paths, ...drafts, ...accounts })) {
      await closed.goto(path)
      await expect(closed.getByRole('heading', { level: 1 }), path).toHaveText(title)
      await expect(closed.getByText('You are signed in as Sven Stranger')).toBeVisible()
      await expect(closed.getByRole('button', { name: 'Account of Sven Stranger' })).toBeVisible()
    }
    await sound(closed)
    await Promise.all([stranger.context.close(), visitor.close()])
    // Other tests find the installation as it was.
    await ada.ask('PATCH', '/api/installation', { textsFrom: 'FACILITATORS' })
  })

  await test.step('a title and a break are corrected', async () => {
    await expect(page.getByLabel('Chapter 1')).toHaveValue('The sourse')
    await page.getByLabel('Chapter 1').fill('The source')
    await page.getByLabel('Chapter 1').press('Enter')
    await expect(page.getByText('Renamed “The sourse” to “The source”.')).toBeVisible()
    await page.getByText('Change or look inside: The source').click()
    await page.getByRole('button', { name: 'Begin a chapter here, at “Lower down' }).click()
    await page.getByLabel('Title of the new chapter').fill('The mill')
    // A slow phone shows many a frame before it has drawn what was changed.
    await page.evaluate(() => {
      const { requestAnimationFrame } = window
      const atOnce = (work: FrameRequestCallback) => {
        work(performance.now())
        return 0
      }
      Object.assign(window, { requestAnimationFrame: atOnce, asBefore: () => Object.assign(window, { requestAnimationFrame }) })
    })
    await page.getByRole('button', { name: 'Begin the chapter' }).click()
    await expect(page.getByLabel('Chapter 2')).toBeFocused()
    await page.evaluate('asBefore()')
    await expect(page.getByLabel('Chapter 2')).toHaveValue('The mill')
    await sound(page)
  })

  await test.step('a correction is undone, and what was typed outlives a reload', async () => {
    await page.getByText('Change or look inside: The sea').click()
    await page.getByRole('button', { name: 'Join to the one before' }).last().click()
    await expect(page.getByLabel('Chapter 3')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByLabel('Chapter 3')).toHaveValue('The sea')
    await page.route('**/corrections', (route) => route.abort('connectionfailed'))
    await page.getByLabel('Chapter 3').fill('The open sea')
    await page.getByLabel('Chapter 3').press('Enter')
    await expect(page.getByText(/The connection failed/)).toBeVisible()
    await page.unroute('**/corrections')
    await page.reload()
    await expect(page.getByLabel('Chapter 3')).toHaveValue('The open sea')
    await page.getByLabel('Chapter 3').press('Enter')
    await expect(page.getByText('Renamed “The sea” to “The open sea”.')).toBeVisible()
  })

  await test.step('settings are checked and kept', async () => {
    await page.getByLabel('Address').fill('Not an address')
    await page.getByLabel('Address').blur()
    await expect(page.getByText(/lower-case letters, digits and hyphens/)).toBeVisible()
    await page.getByLabel('Address').fill(SLUG)
    await page.getByLabel('Address').blur()
    await page.getByLabel('What may be done with this text?').selectOption('In the public domain')
    await page.getByLabel('Who may read it?').selectOption('Everyone who comes to this site')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Address')).toHaveValue(SLUG)
    await expect(page.getByLabel('What may be done with this text?')).toHaveValue('In the public domain')
  })

  await test.step('while it is published the page says so, and what comes next; a second press does nothing', async () => {
    let sent = 0
    const letGo = Promise.withResolvers<void>()
    await page.route('**/publication', async (route) => {
      if (route.request().method() === 'POST') {
        sent += 1
        await letGo.promise
      }
      await route.continue()
    })
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const busy = page.getByRole('button', { name: 'Publishing…' })
    await busy.click({ force: true })
    await expect(page.getByRole('status').getByText('The 3 chapters are being numbered and checked.')).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Publishing…' })).toBeVisible()
    await sound(page)
    letGo.resolve()
    await expect(page.getByText(`“${TITLE}” is published.`)).toBeFocused()
    expect(sent).toBe(1)
    await page.unroute('**/publication')
  })
  await page.getByRole('link', { name: 'Start a group on it' }).click()
  await page.getByLabel('Name of the group').fill('River readers')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('River readers')
  const groupPath = new URL(page.url()).pathname
  await page.goto(`${groupPath}/the-mill`)
  await writeNote(page, 2, [1, 3], 'Who grinds what here?')
  await page.reload()
  await expect(page.getByText('Who grinds what here?').first()).toBeVisible()

  await test.step('a visitor reads it, because everyone may, and finds no way to import', async () => {
    const visitor = await (await browser.newContext()).newPage()
    await visitor.goto(`/texts/${SLUG}`)
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(TITLE)
    await visitor.goto('/texts/import')
    await expect(visitor).toHaveURL(/\/sign-in\?next=%2Ftexts%2Fimport/)
  })

  await test.step('the list of imports changes who may read it, and cannot take it away from a group', async () => {
    await page.goto('/texts/import')
    await page.getByRole('button', { name: `Change “${TITLE}”` }).click()
    await page.getByRole('dialog').getByLabel('Who may read it?').selectOption('People who are signed in')
    await expect(page.getByText('It cannot be taken away while a group studies it.')).toBeVisible()
    await sound(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(/people who are signed in/).first()).toBeVisible()
  })
  await ada.closeAll()
})
