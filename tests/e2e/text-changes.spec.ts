import { type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { createReader, drawOver, painted, type Reader, ready } from '../support/group-page.ts'
import { EDITED, markWords, publishSplitWalk, publishWalk, walkTogether } from '../support/harbour-walk.ts'
import { test } from './fixtures.ts'

const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

let nora: Reader
let ines: Reader
test.beforeAll(async ({ browser }) => {
  nora = await createReader(browser, 'Nora Lead')
  ines = await createReader(browser, 'Ines Member')
})
test.afterEach(async () => {
  await nora.closeAll()
  await ines.closeAll()
})

/** A group in which Ines has marked words that the next edition changes, moves or drops. */
async function marked() {
  const circle = await walkTogether(nora, [ines])
  const { groupId } = circle
  await markWords(ines, groupId, 'show you the brass wheel inside', 'Is it still there?')
  await markWords(ines, groupId, 'The miller slept whenever the moon allowed it', 'Like a night nurse.')
  await markWords(ines, groupId, 'his children learned to do the same', 'For nobody else.', 'PRIVATE')
  await markWords(ines, groupId, 'Nobody shouts the prices', 'I like this.')
  return circle
}

const item = (page: Page, name: RegExp) => page.getByRole('listitem', { name })
const bar = (page: Page) => page.getByRole('region', { name: 'Attach a note' })

test('a page that is open while its chapter is edited keeps its marks, says so, and keeps what is being written', async () => {
  const { guide, path, groupPath } = await marked()
  const page = await ines.open(path, WIDE)
  const words = await drawOver(page, 2, [0, 3])
  await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('A thought about ropes')
  const before = (await painted(page, 'own-')).sort()
  expect(before).toContain('The miller slept whenever the moon allowed it')

  await publishWalk(guide, EDITED)
  const notice = page.getByRole('region', { name: 'The chapter was edited' })
  await expect(notice).toBeVisible()
  expect((await painted(page, 'own-')).sort()).toEqual(before)
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('A thought about ropes')
  // In a narrow window the sheet stands on the notice.
  await page.setViewportSize({ width: 360, height: 740 })
  const sheet = page.getByRole('dialog', { name: 'New note' })
  await sheet.getByRole('button', { name: 'Cancel' }).click({ trial: true })
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(sheet).toHaveCount(0)
  await notice.getByRole('button', { name: 'Show the new text' }).click()

  await expect(page.locator('#chapter-text')).toContainText('copper wheel')
  await ready(page)
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('A thought about ropes')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect.poll(() => painted(page, 'own-')).toContain(words)
  await expect.poll(() => painted(page, 'own-')).toContain('Nobody shouts the prices')
  await expect(page.getByText('The words under it were changed.')).toBeVisible()
  await expect(page.getByText('Its words are gone from the chapter.')).toHaveCount(2)
  await page.goto(groupPath)
  await expect(page.getByRole('link', { name: '3 notes wait for a decision' })).toBeVisible()
})

test('facilitators decide with mouse and keyboard; everything can be undone, and the creator is told', async () => {
  const { guide, groupPath } = await marked()
  await publishWalk(guide, EDITED)
  const page = await nora.open(groupPath, WIDE)
  await page.getByRole('link', { name: '2 notes wait for a decision' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Changes in the text' })).toBeVisible()
  await expect(page.getByText('For nobody else.')).toHaveCount(0)
  await expect(page.getByText('1 note moved with its words')).toBeVisible()

  const changed = item(page, /Ines Member in ¶ 1 is on words that have changed/)
  await expect(changed.locator('del')).toHaveText('brass')
  await expect(changed.locator('ins')).toHaveText('copper')
  await changed.getByRole('button', { name: 'Accept the new words' }).press('Enter')
  await expect(changed).toHaveCount(0)
  const lost = item(page, /is on words that are gone/)
  await expect(lost).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(changed).toBeVisible()
  await changed.getByRole('button', { name: 'Accept the new words' }).click()
  await expect(changed).toHaveCount(0)

  await expect(lost).toContainText('words gone')
  await lost.getByRole('link', { name: 'Attach it in the chapter' }).click()
  await expect(bar(page)).toContainText('Select the words that it belongs to.')
  const words = await drawOver(page, 4, [0, 5])
  await expect(bar(page)).toContainText(words)
  await expect(page.getByRole('toolbar', { name: 'Selected words' })).toHaveCount(0)
  await bar(page).getByRole('button', { name: 'Attach here' }).click()
  await page.waitForURL(/\/changes$/)
  await expect(page.getByRole('region', { name: 'Notes of the others' }).getByRole('status')).toHaveText('Nothing waits here.')

  const own = await ines.open(`${groupPath}/changes`, WIDE)
  const told = item(own, /: Nora Lead attached your note to other words/)
  await expect(told).toContainText(words)
  await told.getByRole('button', { name: 'All right' }).click()
  await expect(told).toHaveCount(0)
  await item(own, /: Nora Lead accepted the new words of your note/)
    .getByRole('button', { name: 'Undo that' })
    .click()
  await expect(item(own, /Your note in ¶ 1 is on words that have changed/)).toBeVisible()
  // It waits for Nora again, whose page is open.
  await expect(changed).toBeVisible()
})

test('notes of a chapter that was split are moved by facilitators: those with the same words at once, one by hand in another chapter', async () => {
  const { guide, groupPath } = await marked()
  await publishSplitWalk(guide)
  const page = await nora.open(`${groupPath}/changes`, WIDE)
  const others = page.getByRole('region', { name: 'Notes of the others' })
  await expect(others.getByText('is not in the guide any more')).toBeVisible()
  await expect(page.getByText('For nobody else.')).toHaveCount(0)
  await expect(item(page, /was found in “2. Out on the mole”, ¶ 1, word for word/)).toContainText('Nobody shouts the prices')
  await others.getByRole('button', { name: 'Move all 2 that are word for word the same' }).press('Enter')
  await expect(others.getByText('One note came here word for word from “harbour-walk”')).toHaveCount(2)
  await expect(others.getByRole('heading', { level: 2 })).toBeFocused()

  const changed = item(page, /was found in “1. Along the quay”, ¶ 1, in other words/)
  await expect(changed.locator('del')).toHaveText('brass')
  await expect(changed.locator('ins')).toHaveText('copper')
  await changed.getByText('Attach it by hand').click()
  await changed.getByRole('combobox', { name: 'In the chapter' }).selectOption('2. Out on the mole')
  await changed.getByRole('link', { name: 'Choose the words' }).click()
  await page.waitForURL(/\/out-on-the-mole\?attach=/)
  await expect(bar(page)).toContainText('show you the brass wheel inside')
  const words = await drawOver(page, 2, [0, 5])
  await expect(bar(page)).toContainText(words)
  await bar(page).getByRole('button', { name: 'Attach here' }).click()
  await page.waitForURL(/\/changes$/)
  await expect(others.getByRole('status')).toHaveText('Nothing waits here.')

  const own = await ines.open(`${groupPath}/changes`, WIDE)
  await expect(item(own, /: Nora Lead attached your note to other words/)).toContainText(words)
  const mine = item(own, /Your note was found in “1. Along the quay”, ¶ 3, word for word/)
  await expect(mine).toContainText('For nobody else.')
  await mine.getByRole('button', { name: 'Move it there' }).click()
  await expect(mine).toHaveCount(0)
  await own.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(mine).toBeVisible()
})

test('a private note is put in its place by its creator alone, without a mouse', async () => {
  const { guide, groupPath } = await marked()
  await publishWalk(guide, EDITED)
  const page = await ines.open(`${groupPath}/changes`, WIDE)
  const mine = item(page, /is on words that are gone/).filter({ hasText: 'For nobody else.' })
  await mine.getByRole('button', { name: 'Keep it without a place' }).press('Enter')
  await expect(mine).toHaveCount(0)
  await page.getByText('1 note without a place').press('Enter')
  await item(page, /stands without a place/)
    .getByRole('link', { name: 'Attach it in the chapter' })
    .press('Enter')
  await expect(bar(page)).toBeVisible()
  await ready(page)
  await page.locator('#p2 > .paragraph-link').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.text-caret')).toBeVisible()
  // WebKit gives up what is selected whenever the focus moves.
  await page.evaluate(() => addEventListener('focus', () => document.getSelection()?.removeAllRanges(), true))
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key)
  const button = bar(page).getByRole('button', { name: 'Attach here' })
  await expect(button).toBeFocused()
  await expect.poll(() => page.evaluate(() => document.getSelection()?.isCollapsed)).toBe(false)
  await button.press('Enter')
  await page.waitForURL(/\/changes$/)
  await expect(page.getByText('1 note without a place')).toHaveCount(0)
  const others = await nora.open(`${groupPath}/changes`, WIDE)
  await expect(others.getByText('For nobody else.')).toHaveCount(0)
})

test('strangers find nothing there', async ({ browser, page }) => {
  const { groupPath } = await marked()
  await page.goto(`${groupPath}/changes`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  const stranger = await createReader(browser, 'Sven Stranger')
  expect((await stranger.context.request.get(`${groupPath}/changes`)).status()).toBe(404)
  await stranger.context.close()
})

test('the page of changes and its bar stand up to axe and fit, narrow and wide, light and dark', async () => {
  const { guide, groupPath } = await marked()
  await publishWalk(guide, EDITED)
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      const page = await ines.open(`${groupPath}/changes`, { viewport: { width, height: 800 }, colorScheme })
      const lookAt = async (name: string) => {
        expect(await findFaults(page), `${name} ${width} ${colorScheme}`).toEqual([])
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        if (process.env.SHOTS)
          await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: name === 'changes' })
      }
      await expect(item(page, /is on words that have changed/)).toBeVisible()
      await lookAt('changes')
      await item(page, /is on words that are gone/)
        .first()
        .getByRole('link', { name: 'Attach it in the chapter' })
        .click()
      await expect(bar(page)).toBeVisible()
      await ready(page)
      await lookAt('attach')
      await ines.closeAll()
    }
  }
})
