import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { openReader, ready } from '../support/group-page.ts'
import { markWords, saveLetters } from '../support/imported.ts'
import { letter } from '../support/letters.ts'
import { test } from './fixtures.ts'

/** Paragraphs of a long chapter, each with one note. */
const COUNT = 120
const WORDS = 'The harbour lay still in the morning, and whoever came down to the water could hear the ropes. '

let path: string
let ids: string[]

test.beforeAll(async ({ browser, account }) => {
  const nora = await openReader(browser, await account('nora'))
  const paragraphs = Array.from({ length: COUNT }, (_, at) => `Stone ${at + 1} of the quay. ${WORDS.repeat(3)}`)
  await saveLetters('many-stones', 'MEMBERS', { '01-first.md': letter('The first letter', 1, paragraphs.join('\n\n')) })
  const groupId = randomUUID()
  await nora.ask('POST', '/api/groups', { id: groupId, guide: 'many-stones', name: 'Stone readers' })
  ids = await markWords(groupId, 'first', 'Stone \\d+ of the quay')
  expect(ids).toHaveLength(COUNT)
  path = `/groups/${groupId}/first`
  await nora.context.close()
})

const cards = (page: Page) => page.locator('.note-list article')
/** The card of a note, counted from 1. */
const card = (page: Page, number: number) => page.locator(`#annotation-${ids[number - 1]}`)
/** How far a card stands from its words, in pixels. */
async function distance(page: Page, number: number): Promise<number> {
  const [ofCard, ofWords] = await Promise.all([card(page, number).boundingBox(), page.locator(`#p${number}`).boundingBox()])
  return Math.abs((ofCard?.y ?? 0) - (ofWords?.y ?? 0))
}

test('of many notes those near the window are there, each with its place among all, beside its words', async ({ nora }) => {
  const page = await nora.open(path)
  await ready(page)
  await expect(card(page, 1)).toBeVisible()
  await expect.poll(() => cards(page).count()).toBeLessThan(COUNT / 2)
  const items = page
    .locator('.note-list')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading') })
  await expect(items.first()).toHaveAttribute('aria-posinset', '1')
  await expect(items.first()).toHaveAttribute('aria-setsize', String(COUNT))

  await page.locator('#p90').evaluate((words) => words.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await expect(card(page, 90)).toBeVisible()
  await expect(card(page, 1)).toHaveCount(0)
  await expect.poll(() => distance(page, 90)).toBeLessThan(150)
  await expect.poll(() => cards(page).count()).toBeLessThan(COUNT / 2)
})

test('an address leads to a note that is far away, and keys lead on from it to notes that are not there', async ({ nora }) => {
  const page = await nora.open(`${path}#annotation-${ids[99]}`)
  await expect(card(page, 100)).toBeFocused()
  await expect(card(page, 100)).toBeInViewport()
  await expect(page.locator('#p100')).toBeInViewport()
  await expect.poll(() => distance(page, 100)).toBeLessThan(20)

  // The card in front stays although the window goes elsewhere; the one before it does not.
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await expect(card(page, 1)).toBeVisible()
  await expect(card(page, 99)).toHaveCount(0)
  await page.keyboard.press('p')
  await expect(card(page, 99)).toBeFocused()
  await expect(page.locator('#p99')).toBeInViewport()
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await expect(card(page, 101)).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(card(page, 100)).toBeFocused()
})

test('the focus goes on from the last card that is there to the next', async ({ nora }) => {
  const page = await nora.open(path)
  await ready(page)
  await expect(card(page, 1)).toBeVisible()
  const more = page.getByRole('button', { name: 'More notes' })
  const position = Number(await page.locator('.note-list > li').filter({ has: more }).getAttribute('aria-posinset'))
  await expect(card(page, position)).toHaveCount(0)
  await more.focus()
  await expect(card(page, position)).toBeFocused()
  await expect(card(page, position)).toBeInViewport()
})

test('all are there for who searches the page', async ({ nora }) => {
  const page = await nora.open(path)
  await ready(page)
  await expect(card(page, 1)).toBeVisible()
  await page.keyboard.press('Control+f')
  await expect(cards(page)).toHaveCount(COUNT)
  await expect.poll(() => distance(page, COUNT)).toBeLessThan(150)
})

test('on a phone the list grows as it is read', async ({ nora }) => {
  const page = await nora.open(path, { viewport: { width: 360, height: 740 } })
  await ready(page)
  await page.getByRole('button', { name: `Notes (${COUNT})` }).click()
  await expect(cards(page).first()).toBeVisible()
  await expect.poll(() => cards(page).count()).toBeLessThan(COUNT)
  await expect(async () => {
    await cards(page).last().scrollIntoViewIfNeeded()
    expect(await cards(page).count()).toBe(COUNT)
  }).toPass({ intervals: [50] })
  await expect(card(page, COUNT)).toContainText(`Stone ${COUNT} of the quay`)
})
