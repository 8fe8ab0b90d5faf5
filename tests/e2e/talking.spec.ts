import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { annotate, createCircle, drawOver, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const noteOf = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^.*${name}.* on`) })

test('a reply, and replies to it, appear at the other member without a reload', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'What do you think?')
  const other = await ben.open(path)
  const refused: string[] = []
  for (const each of [page, other]) each.on('response', (answer) => void (answer.status() >= 400 && refused.push(answer.url())))
  await ready(other)
  await noteOf(other, 'Ada Byron').getByRole('button', { name: '¶ 2' }).click()
  await noteOf(other, 'Ada Byron').getByRole('button', { name: 'Reply' }).click()
  // Who is there, and who is writing, is seen at the other one, and moves nothing.
  await expect(page.getByText('2 reading now')).toBeVisible()
  const foot = noteOf(page, 'Ada Byron').getByRole('button', { name: 'Reply' })
  const stands = await foot.boundingBox()
  await other.getByRole('textbox', { name: 'Your comment' }).fill('I agree.')
  await expect(noteOf(page, 'Ada Byron').getByText('Ben Okri is writing…')).toBeVisible()
  expect(await foot.boundingBox()).toEqual(stands)
  await page.screenshot({ path: 'test-results/presence.png' })
  await other.getByRole('textbox', { name: 'Your comment' }).press('Control+Enter')
  const thread = noteOf(page, 'Ada Byron').getByRole('listitem')
  await expect(thread.filter({ hasText: 'I agree.' })).toContainText('New')
  await expect(page.getByText('is writing…')).toHaveCount(0)

  await thread.getByRole('button', { name: 'Reply' }).click()
  await page.getByLabel('Your reply to Ben Okri').fill('Good.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(other.getByRole('listitem').getByRole('listitem').getByRole('listitem').filter({ hasText: 'Good.' })).toBeVisible()

  await thread.getByRole('button', { name: 'Delete your comment' }).click()
  await expect(other.getByText('Good.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(other.getByText('Good.')).toBeVisible()
  // Nobody asked for what was deleted.
  expect(refused).toEqual([])

  // What is being written to a comment outlives it.
  await other.getByRole('listitem').filter({ hasText: 'Good.' }).last().getByRole('button', { name: 'Reply' }).click()
  const answer = other.getByRole('textbox', { name: /^Your reply to/ })
  await answer.fill('Better than good')
  await thread.getByRole('button', { name: 'Delete your comment' }).click()
  await expect(other.getByText('This comment was deleted.')).toBeVisible()
  await expect(answer).toBeFocused()
  await answer.press('Control+Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Better than good' }).last()).toBeVisible()

  // A page that comes with everything asks for none of it again, and hears of what happens next.
  const lists: string[] = []
  other.on(
    'request',
    (request) => void (/\/(annotations|comments|answers)\?chapter=[\w-]+$/.test(request.url()) && lists.push(request.url())),
  )
  await other.reload()
  await ready(other)
  await writeNote(page, 3, [0, 2], 'Said after the reload')
  await expect(other.getByText('Said after the reload')).toBeVisible()
  expect(lists).toEqual([])
})

test('an edit overtaken by another shows both texts, and the writer chooses', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'First words')
  const tablet = await ada.open(path, { viewport: { width: 1000, height: 800 } })
  await ready(tablet)
  await noteOf(tablet, 'Ada Byron').getByRole('button', { name: '¶ 2' }).click()
  await tablet.getByRole('button', { name: 'Edit your note' }).click()
  await tablet.getByRole('textbox', { name: 'Your note' }).fill('Words from the tablet')
  await page.getByRole('button', { name: 'Edit your note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Words from the desk')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(noteOf(page, 'Ada Byron')).toContainText('edited')

  // The draft knows what it started from, also where the page has meanwhile been loaded with the newer words.
  await tablet.reload()
  await expect(tablet.getByRole('textbox', { name: 'Your note' })).toHaveValue('Words from the tablet')
  await tablet.getByRole('button', { name: 'Save note' }).click()
  await expect(tablet.getByRole('article').getByRole('alert')).toContainText('Words from the desk')
  await expect(tablet.getByRole('textbox', { name: 'Your note' })).toHaveValue('Words from the tablet')
  await tablet.getByRole('button', { name: 'Put both in the field' }).click()
  await expect(tablet.getByRole('textbox', { name: 'Your note' })).toHaveValue('Words from the tablet\n\nWords from the desk')
  await tablet.getByRole('button', { name: 'Save note' }).click()
  await expect(noteOf(page, 'Ada Byron')).toContainText('Words from the tablet')
})

test('a reply that is being written outlives the note that it is about, and a reload', async ({ ada, ben }) => {
  const { groupId, path } = await createCircle(ada, ben)
  const page = await ben.open(path)
  await ready(page)
  const note = await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'I shall take this back.' })
  await noteOf(page, 'Ada Byron').getByRole('button', { name: '¶ 2' }).click()
  await noteOf(page, 'Ada Byron').getByRole('button', { name: 'Reply' }).click()
  const field = page.getByRole('textbox', { name: 'Your comment' })
  await field.fill('But it was right')
  await page.reload()
  await noteOf(page, 'Ada Byron').getByRole('button', { name: 'Your words wait: go on' }).click()
  await expect(field).toHaveValue('But it was right')
  await field.press('End')
  await ada.ask('DELETE', `/api/groups/${groupId}/annotations/${note.id}`)
  await expect(noteOf(page, 'Ada Byron')).toContainText('This note was deleted.')
  await expect(field).toBeFocused()
  await field.pressSequentially(', I think.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('This has been deleted in the meantime.')).toBeVisible()
  await expect(field).toHaveValue('But it was right, I think.')

  await page.reload()
  const kept = page.getByRole('region', { name: 'Replies that were not sent' })
  await expect(kept).toContainText('But it was right, I think.')
  await kept.getByRole('button', { name: 'Discard' }).click()
  await expect(kept).toHaveCount(0)
})

test('an answer is given once, changed, and discussed', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  const other = await ben.open(path)
  await ready(other)
  const question = (window: Page) => window.locator('.question').first()
  await question(page).getByRole('button', { name: 'Write your answer' }).click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill('When I was nine.')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toHaveValue('When I was nine.')
  await page.getByRole('button', { name: 'Save answer' }).click()
  await expect(question(other).getByRole('list', { name: 'Answers' })).toContainText('When I was nine.')
  await expect(question(page).getByRole('button', { name: 'Write your answer' })).toHaveCount(0)
  await expect(question(other).getByRole('button', { name: 'Write your answer' })).toBeVisible()

  await question(page).getByRole('button', { name: 'Edit your answer' }).click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill('When I was ten.')
  await page.getByRole('button', { name: 'Save answer' }).click()
  await expect(question(other)).toContainText('When I was ten.')
  await expect(question(other)).toContainText('edited')

  await question(other).getByText('Discuss').click()
  await question(other).getByRole('button', { name: 'Add a comment' }).click()
  await other.getByRole('textbox', { name: 'Your comment' }).fill('So young!')
  await other.getByRole('button', { name: 'Send' }).click()
  await expect(question(page).getByText('Discuss (1)')).toContainText('1 new')
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`the group's chapter has no fault that axe can find, ${colorScheme}, ${width} wide`, async ({ ada, ben }) => {
      const { path } = await createCircle(ada, ben)
      const desk = await ada.open(path)
      await writeNote(desk, 2, [4, 7], 'A note')
      await drawOver(desk, 2, [6, 10])
      const page = await ben.open(path, { colorScheme, viewport: { width, height: 800 } })
      await ready(page)
      if (width < 900) await page.getByRole('button', { name: 'Notes (1)' }).click()
      await noteOf(page, 'Ada Byron').getByRole('button', { name: '¶ 2' }).click()
      await page.getByRole('button', { name: 'Reply' }).last().click()
      await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeVisible()
      expect(await findFaults(page)).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
  }
}

test('without JavaScript the chapter, its questions, the notes and the answers are there', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'Read me anywhere')
  const plain = await ben.open(path, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await expect(plain.locator('.question').first()).toBeVisible()
  await expect(plain.getByRole('button', { name: 'Write your answer' })).toHaveCount(0)
  await plain.getByRole('link', { name: 'Notes', exact: true }).click()
  await expect(plain.getByRole('heading', { name: 'Notes' })).toBeInViewport()
  await plain.getByRole('link', { name: 'All notes and replies on one page' }).click()
  await expect(plain.getByText('Read me anywhere')).toBeVisible()
})

test('strangers find nothing, and signed-out people are asked to sign in', async ({ page, ada, ben }) => {
  const { path } = await createCircle(ada)
  const stranger = await ben.context.request.get(path)
  expect(stranger.status()).toBe(404)
  await page.goto(path)
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`)
})
