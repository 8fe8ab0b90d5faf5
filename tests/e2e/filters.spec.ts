import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle, painted, type Reader, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const cards = (page: Page) => page.locator('.note-list article')
const status = (page: Page) => page.locator('.note-filter [role=status]')

/** Both have written a note, on different paragraphs. @returns the words of each */
async function twoNotes(nora: Reader, ben: Reader) {
  const { groupId, path } = await createCircle(nora, ben)
  const theirs = await ben.open(path)
  const bens = await writeNote(theirs, 3, [2, 5], 'What Ben says.')
  const page = await nora.open(path)
  const noras = await writeNote(page, 2, [4, 7], 'What Nora says.')
  await expect(cards(page)).toHaveCount(2)
  return { groupId, path, page, noras, bens }
}

for (const painter of ['highlight', 'mark'] as const) {
  test(`a filter repaints at once, filters the list and says so, with the ${painter} painter`, async ({ nora, ben }) => {
    const { path, noras, bens } = await twoNotes(nora, ben)
    await nora.closeAll()
    const page = await nora.context.newPage()
    if (painter === 'mark') await page.addInitScript(() => Reflect.deleteProperty(window, 'Highlight'))
    await page.goto(path)
    await ready(page)
    await page.getByRole('button', { name: 'Filter' }).click()
    const choice = page.getByLabel('Show', { exact: true })
    await choice.selectOption('Ben Okri (1)')
    await expect(status(page)).toHaveText('Showing Ben Okri’s notes: 1 of 2')
    await expect(cards(page)).toHaveCount(1)
    await expect(cards(page)).toContainText('What Ben says.')
    expect([await painted(page, 'layer-'), await painted(page, 'own-')]).toEqual([[bens], []])

    await choice.selectOption('Mine (1)')
    await expect(cards(page)).toContainText('What Nora says.')
    expect([await painted(page, 'layer-'), await painted(page, 'own-')]).toEqual([[], [noras]])

    // Closing the choices leaves the filter, and it stays seen.
    await page.getByRole('button', { name: 'Filter' }).click()
    await expect(choice).toHaveCount(0)
    await expect(status(page)).toHaveText('Showing your notes: 1 of 2')
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect(cards(page)).toHaveCount(2)
    await expect(status(page)).toHaveCount(0)
  })
}

test('questions, new notes and tags can be shown alone', async ({ ben, nora }) => {
  const { groupId, path } = await createCircle(nora, ben)
  const say = async (reader: Reader, paragraph: string, more: object) => {
    const page = await reader.open(path)
    await ready(page)
    const about = await page.locator(paragraph).evaluate((block) => {
      const article = document.getElementById('chapter-text') as HTMLElement
      const range = document.createRange()
      range.setStart(article, 0)
      range.setEndBefore(block)
      const start = String(range).length
      const text = article.textContent
      return {
        start,
        end: start + 12,
        exact: text.slice(start, start + 12),
        chapterRevision: article.dataset.revision,
        prefix: '',
        suffix: '',
      }
    })
    await reader.ask('POST', `/api/groups/${groupId}/annotations`, { id: randomUUID(), chapter: CHAPTER, ...about, ...more })
    await reader.closeAll()
  }
  await say(nora, '#p2', { body: 'Read already.', tags: ['history'] })
  await say(ben, '#p3', { body: 'What is meant here?', motivation: 'questioning' })
  const page = await nora.open(path)
  await ready(page)
  await page.getByRole('button', { name: 'Filter' }).click()
  const choice = page.getByLabel('Show', { exact: true })
  for (const [label, words] of [
    ['Questions (1)', 'What is meant here?'],
    ['New (1)', 'What is meant here?'],
    ['history (1)', 'Read already.'],
  ] as const) {
    await choice.selectOption(label)
    await expect(cards(page)).toHaveCount(1)
    await expect(cards(page)).toContainText(words)
  }
})

test('a note that its address opens is never hidden', async ({ ben, nora }) => {
  const { page } = await twoNotes(nora, ben)
  const id = await cards(page).filter({ hasText: 'What Ben says.' }).getAttribute('id')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByLabel('Show', { exact: true }).selectOption('Mine (1)')
  await expect(cards(page)).toHaveCount(1)
  await page.evaluate((id) => {
    location.hash = `#${id}`
  }, id)
  await expect(cards(page)).toHaveCount(2)
  await expect(page.locator(`#${id}`)).toBeFocused()
})

test('highlights are switched off with the keyboard, which this device remembers', async ({ ben, nora }) => {
  const { path, page, bens } = await twoNotes(nora, ben)
  await page.getByRole('button', { name: 'Filter' }).focus()
  await page.keyboard.press('Enter')
  const box = page.getByRole('checkbox', { name: 'Highlights in the text' })
  await box.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => painted(page, 'layer-')).toEqual([])
  await expect.poll(() => painted(page, 'own-')).toEqual([])
  await page.goto(path)
  await ready(page)
  await expect(page.getByText('Highlights are off')).toBeVisible()
  await expect.poll(() => painted(page, 'layer-')).toEqual([])
  // The passage of an open note shows all the same.
  await cards(page).filter({ hasText: 'What Ben says.' }).getByRole('button').first().click()
  await expect.poll(() => painted(page, 'active')).toEqual([bens])
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect.poll(() => painted(page, 'layer-')).toEqual([bens])
})

test('on a phone the bar says that notes are hidden', async ({ nora, ben }) => {
  const { path } = await twoNotes(nora, ben)
  const page = await nora.open(path, { viewport: { width: 360, height: 740 }, hasTouch: true })
  await ready(page)
  await page.getByRole('button', { name: 'Notes (2)' }).tap()
  await page.getByRole('button', { name: 'Filter' }).tap()
  await page.getByLabel('Show', { exact: true }).selectOption('Ben Okri (1)')
  await expect(cards(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Close' }).tap()
  await expect(page.getByRole('button', { name: 'Notes (1 of 2)' })).toBeVisible()
})

test('a passage that many have marked shows as heat, with a number that opens the notes', async ({ ben, nora }) => {
  const { groupId, path } = await createCircle(nora, ben)
  const page = await nora.open(path)
  const words = await writeNote(page, 2, [4, 7], 'The first.')
  const known = await nora.ask<{ items: object[] }>('GET', `/api/groups/${groupId}/annotations?chapter=${CHAPTER}`)
  const [{ start, end, exact, chapterRevision }] = known.items as [{ start: number; end: number; exact: string; chapterRevision: string }]
  for (let count = 2; count <= 5; count++) {
    const about = { start, end, exact, chapterRevision, prefix: '', suffix: '' }
    await ben.ask('POST', `/api/groups/${groupId}/annotations`, { id: randomUUID(), chapter: CHAPTER, ...about })
  }
  await expect.poll(() => painted(page, 'heat-1')).toEqual([words])
  await expect.poll(() => painted(page, 'layer-')).toEqual([])
  const badge = page.getByRole('button', { name: `5 notes on “${words}”, ¶ 2` })
  await expect(badge).toHaveText('5')
  const text = await page.locator('#chapter-text').evaluate((article) => article.textContent)
  expect(text).not.toContain('5 notes')
  await badge.click()
  await expect(badge).toHaveAttribute('aria-pressed', 'true')
  await expect(cards(page)).toHaveCount(5)
})
