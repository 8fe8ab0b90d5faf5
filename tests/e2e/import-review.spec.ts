import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { findBrokenWords } from '../support/broken-words.ts'
import { makeEpub } from '../support/epub.ts'
import { expectFits } from '../support/fits.ts'
import { createReader } from '../support/group-page.ts'
import { ownerLink } from '../support/owner.ts'
import { test } from './fixtures.ts'

const run = Date.now().toString(36)
const RIVER = [
  'It begins under a stone, where nobody looks.',
  'A child can step over it.',
  'Lower down it turns a wheel.',
  'The wheel turns a millstone.',
]
const EPUB = makeEpub({
  title: `A walk up the river ${run}`,
  chapters: [
    { title: 'Chapter 1: The sourse', paragraphs: RIVER },
    { title: 'Chapter 2: The sea', paragraphs: ['Here it ends, and nobody can say <em>where</em>.'] },
  ],
})

async function sound(page: Page) {
  expect(await findFaults(page)).toEqual([])
  expect(await findBrokenWords(page)).toEqual([])
  await expectFits(page)
}

test('the review works on a phone', async ({ browser }) => {
  const owner = await createReader(browser, 'Olga')
  const page = await owner.open(await ownerLink(process.env.E2E_DATA_DIR ?? ''), {
    viewport: { width: 360, height: 740 },
    colorScheme: 'dark',
  })
  await page.getByRole('button', { name: 'Become an owner of this installation' }).click()
  await page.waitForURL('**/texts/import')
  await sound(page)
  const file = { name: 'river.epub', mimeType: 'application/epub+zip', buffer: Buffer.from(EPUB) }
  await page.getByLabel('File with the text').setInputFiles(file)
  await page.waitForURL(/\/texts\/import\/[0-9a-f-]{36}$/)
  await page.getByText('Change or look inside: The sourse').click()
  await expect(page.getByText('A child can step over it.')).toBeVisible()
  await sound(page)

  await test.step('the words of the file add up', async () => {
    await expect(page.getByText(/^The file has \d+ words, the text \d+\./)).toBeVisible()
  })

  await test.step('a line is marked as the title of a part and of a chapter, and taken back', async () => {
    await page.getByRole('button', { name: 'This line is … “Lower down it turns' }).click()
    await page.getByLabel('The title of a chapter').check()
    await page.getByRole('button', { name: 'Mark it' }).click()
    await expect(page.getByLabel('Chapter 2', { exact: true })).toHaveValue('Lower down it turns a wheel.')
    await sound(page)
    await page.getByText('Go to a chapter').click()
    const chapters = page.getByRole('navigation', { name: 'Chapters of the text' })
    await chapters.getByRole('button', { name: 'The sea' }).click()
    await expect(page.getByLabel('Chapter 3', { exact: true })).toBeFocused()
    await page.getByRole('button', { name: 'Undo the last correction' }).click()
    await expect(page.getByLabel('Chapter 3', { exact: true })).toHaveCount(0)
  })

  await test.step('far down a long text the last correction is undone from the foot of the window', async () => {
    const chapters = Array.from({ length: 60 }, (_, at) => `# Chapter ${at + 1}: Day ${at}\n\nThe boat left. It came back on day ${at}.\n`)
    await page.goto('/texts/import')
    const book = { name: 'sixty-days.md', mimeType: 'text/markdown', buffer: Buffer.from(chapters.join('\n')) }
    await page.getByLabel('File with the text').setInputFiles(book)
    await page.waitForURL(/\/texts\/import\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sixty days')
    const bar = page.getByRole('region', { name: 'Your last correction' })
    await expect(bar).toHaveCount(0)
    const field = page.getByLabel('Chapter 40', { exact: true })
    await field.fill('The fortieth day')
    const stood = (await field.boundingBox())?.y
    await field.press('Enter')
    await expect(bar).toBeInViewport({ ratio: 1 })
    expect((await field.boundingBox())?.y).toBe(stood)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    // Twice the size of text on the narrowest phone: within the window, and no more than a third of it.
    await page.setViewportSize({ width: 320, height: 640 })
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await sound(page)
    await expect(bar).toBeInViewport({ ratio: 1 })
    expect((await bar.boundingBox())?.height).toBeLessThan(215)
    // The last line of the page stands above it.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    const publish = await page.getByRole('button', { name: 'Publish', exact: true }).boundingBox()
    const foot = await bar.boundingBox()
    expect((publish?.y ?? 0) + (publish?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0)
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    await page.setViewportSize({ width: 360, height: 740 })
    // With the keyboard: what it comes to is not under the bar, and it goes back to where it was.
    await field.focus()
    await page.keyboard.press('Tab')
    const fold = page.getByText('Change or look inside: The fortieth day')
    await expect(fold).toBeFocused()
    const [at, above] = [await fold.boundingBox(), await bar.boundingBox()]
    expect((at?.y ?? 0) + (at?.height ?? 0)).toBeLessThanOrEqual(above?.y ?? 0)
    await bar.getByRole('button', { name: 'Undo the last correction' }).focus()
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('Day 39')
    await expect(bar).toHaveCount(0)
    await expect(fold.or(page.getByText('Change or look inside: Day 39'))).toBeFocused()
  })

  await test.step('a chapter too long for one page comes divided; joined again it is not published, and one press divides it', async () => {
    const long = `# Logs\n\n${Array.from({ length: 600 }, (_, day) => `Day ${day}. ${'The boat left the harbour. '.repeat(40)}`).join('\n\n')}\n`
    await page.goto('/texts/import')
    await page
      .getByLabel('File with the text')
      .setInputFiles({ name: `logs-${run}.md`, mimeType: 'text/markdown', buffer: Buffer.from(long) })
    await page.waitForURL(/\/texts\/import\/[0-9a-f-]{36}$/)
    await expect(page.getByLabel('Chapter 2', { exact: true })).toHaveValue('Logs (2)')
    await page.getByText('Change or look inside: Logs (2)').click()
    await page.getByRole('button', { name: 'Join to the one before' }).last().click()
    await expect(page.getByText('This is too long for one page')).toBeVisible()
    await sound(page)
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '“Logs” is too long for one page' })).toBeVisible()
    await page.getByRole('button', { name: 'Divide it' }).click()
    await expect(page.getByLabel('Chapter 2', { exact: true })).toHaveValue('Logs (2)')
    await expect(page.getByText('This is too long for one page')).toHaveCount(0)
  })
  await owner.closeAll()
})
