import { expect, type Page, test } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { annotate, createCircle, createReader, drawOver, type Reader, ready } from '../support/group-page.ts'

let ada: Reader
let ben: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Byron')
  ben = await createReader(browser, 'Ben Okri')
})
test.afterEach(() => Promise.all([ada.closeAll(), ben.closeAll()]))

const noteOf = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^.*${name}.* on`) })

test('a member reacts, and the other sees it at once, with the names on a press; what was changed is shown', async () => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'The first thought.' })
  const other = await ben.open(path)
  await ready(other)
  const [mine, theirs] = [noteOf(page, 'Ada Byron'), noteOf(other, 'Ada Byron')]
  await mine.getByRole('button', { name: '¶ 2' }).click()
  await theirs.getByRole('button', { name: '¶ 2' }).click()

  // By keyboard: the list opens on its first reaction, Escape leaves it, and what was given goes back to the button.
  await theirs.getByRole('button', { name: 'React to this note' }).press('Enter')
  await expect(theirs.getByRole('button', { name: 'I agree' })).toBeFocused()
  await other.keyboard.press('Escape')
  await expect(theirs.getByRole('button', { name: 'React to this note' })).toBeFocused()
  await other.keyboard.press('Enter')
  await theirs.getByRole('button', { name: 'That makes it clearer' }).press('Enter')
  const given = mine.getByRole('button', { name: 'That makes it clearer: Ben Okri' })
  await expect(given).toBeVisible()
  await expect(mine.getByText('New')).toHaveCount(0)
  await given.click()
  await expect(mine.getByRole('list', { name: 'Reactions' }).getByRole('listitem').filter({ hasText: 'clearer' })).toContainText('Ben Okri')
  await mine.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: 'That makes it clearer' }).click()
  await expect(theirs.getByRole('button', { name: 'That makes it clearer: Ben Okri, Ada Byron' })).toBeVisible()
  await theirs.getByRole('button', { name: 'That makes it clearer: Ben Okri, Ada Byron' }).click()
  await theirs.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: 'That makes it clearer' }).click()
  await expect(mine.getByRole('button', { name: 'That makes it clearer: Ada Byron' })).toBeVisible()

  await mine.getByRole('button', { name: 'Edit your note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('The second thought.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await theirs.getByRole('button', { name: 'edited: show earlier versions' }).click()
  const versions = theirs.getByRole('region', { name: 'Earlier versions' })
  await expect(versions.locator('del')).toHaveText('first')
  await expect(versions.locator('ins')).toHaveText('second')
  expect(await findFaults(other)).toEqual([])
})

test('words are marked, taken back, looked at beforehand, and name a passage that they lead to', async () => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'What is this about?' })
  await noteOf(page, 'Ada Byron').getByRole('button', { name: '¶ 2' }).click()
  await noteOf(page, 'Ada Byron').getByRole('button', { name: 'Reply' }).click()
  const field = page.getByRole('textbox', { name: 'Your comment' })
  const tools = page.getByRole('toolbar', { name: 'Tools for writing' })
  await field.pressSequentially('Plain words')
  await field.press('Control+Shift+ArrowLeft')
  await tools.getByRole('button', { name: 'Bold' }).click()
  await expect(field).toHaveValue('Plain **words**')
  await expect(field).toBeFocused()
  await field.press('Control+z')
  await expect(field).toHaveValue('Plain words')
  await field.press('Control+y')
  await expect(field).toHaveValue('Plain **words**')
  await field.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(8, 13))
  await field.press('Control+i')
  await expect(field).toHaveValue('Plain ***words***')
  await field.press('Control+i')
  await expect(field).toHaveValue('Plain **words**')
  await field.press('End')
  // One stop for Tab; the arrows go on from there.
  await field.press('Tab')
  await expect(tools.getByRole('button', { name: 'Bold' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.locator('strong')).toHaveText('words')

  // Words selected in the text are named where the caret was.
  await tools.getByRole('button', { name: 'Link a passage' }).click()
  const words = await drawOver(page, 3, [2, 6])
  await page.getByRole('button', { name: /^Use the words/ }).click()
  await expect(field).toHaveValue(`Plain **words**¶ 3 “${words}”`)
  await page.getByRole('button', { name: 'Send' }).click()
  const chip = noteOf(page, 'Ada Byron').getByRole('link', { name: `¶ 3 “${words}”` })
  await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }))
  await expect(page.locator('#p3')).not.toBeInViewport()
  await chip.press('Enter')
  await expect(page.locator('#p3')).toBeInViewport()

  // Without scripts the chip leads to the paragraph, and everything is marked as read by a form.
  const plain = await ben.open(`${path}/notes`, { javaScriptEnabled: false })
  await expect(plain.getByRole('link', { name: `¶ 3 “${words}”` })).toHaveAttribute('href', `${path}#p3`)
  await expect(plain.getByText('2 new to you in this chapter')).toBeVisible()
  await plain.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(plain.getByRole('heading', { name: /^Notes on/ })).toBeVisible()
  await expect(plain.getByText('new to you')).toHaveCount(0)
})
