import { expect, type Page } from '@playwright/test'
import { annotate, createCircle, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const noteOf = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^.*${name}.* on`) })

test('what is new is marked and found one after another, until the next visit', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'The first note')
  await writeNote(page, 8, [3, 6], 'The second note')
  await page.locator('.question').first().getByRole('button', { name: 'Write your answer' }).click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill('An answer')
  await page.getByRole('button', { name: 'Save answer' }).click()
  await expect(page.getByRole('list', { name: 'Answers' })).toContainText('An answer')

  const other = await ben.open(path)
  const next = other.getByRole('button', { name: 'Next unread' })
  // The answer stands at the top of the page: it is seen without being asked for.
  await expect(next).toHaveText('Next unread (2)')
  await expect(other.getByRole('list', { name: 'Answers' })).toContainText('New')
  await next.click()
  await expect(noteOf(other, 'Ada Byron').filter({ hasText: 'The first note' })).toBeFocused()
  await expect(next).toHaveText('Next unread (1)')
  await next.click()
  await expect(noteOf(other, 'Ada Byron').filter({ hasText: 'The second note' })).toBeFocused()
  await expect(other.locator('#p8')).toBeInViewport()
  await expect(next).toBeHidden()
  await expect
    .poll(async () => {
      await other.reload()
      await ready(other)
      return other.getByText('New', { exact: true }).count()
    })
    .toBe(0)
  await expect(next).toBeHidden()
})

test('what one device has shown is read on the other, and nothing else is', async ({ ada, ben }) => {
  const { groupId, path } = await createCircle(ada, ben)
  const desk = await ben.open(path)
  await ready(desk)
  const first = await annotate(ada, desk, { paragraph: 1, words: [4, 7], body: 'The first note' })
  await annotate(ada, desk, { paragraph: 10, words: [3, 6], body: 'Far below' })
  const [, , , chapter] = path.split('/')
  const reply = { chapter, subject: { kind: 'annotation', annotationId: first.id }, body: 'Under the first note' }
  const replyAs = (body: string) => ada.ask('POST', `/api/groups/${groupId}/comments`, { ...reply, id: crypto.randomUUID(), body })
  await replyAs('Under the first note')
  // Read while it comes, live: the note is in sight, its reply is folded away and the other note is far below.
  const unread = (page: Page) => page.getByRole('button', { name: 'Next unread' })
  await expect(unread(desk)).toHaveText('Next unread (2)')
  const phone = await ben.open(path, { viewport: { width: 360, height: 740 } })
  const onPhone = async (text: string) => {
    await expect
      .poll(async () => {
        await phone.reload()
        await ready(phone)
        return (await unread(phone).allTextContents()).join()
      })
      .toBe(text)
  }
  await onPhone('Next unread (2)')

  // What comes while Ben reads is told and moves nothing.
  await desk.locator('#p4').evaluate((block) => block.scrollIntoView({ block: 'start', behavior: 'instant' }))
  const placeOf = () => desk.locator('#p4').evaluate((block) => block.getBoundingClientRect().top)
  const before = await placeOf()
  await replyAs('While you read')
  await expect(unread(desk)).toHaveText('Next unread (3)')
  expect(await placeOf()).toBe(before)

  await unread(desk).click()
  await expect(desk.getByText('While you read')).toBeInViewport()
  await expect(unread(desk)).toHaveText('Next unread (1)')
  await unread(desk).click()
  await expect(unread(desk)).toBeHidden()
  await onPhone('')
  await replyAs('Once more')
  await desk.locator('#p4').evaluate((block) => block.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await desk.getByRole('button', { name: 'Mark all as read' }).click()
  await onPhone('')
})
