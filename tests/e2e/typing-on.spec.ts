import { expect, type Locator, type Page } from '@playwright/test'
import { createCircle, createReader, drawOver, menuOf, type Reader, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// What is typed while a save is under way is not lost: it goes on as a change of what was saved.

let ada: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Weiter')
})
test.afterEach(() => ada.closeAll())

/** Holds what a page sends by a method to addresses with this ending, until told. @returns how to let it go */
async function hold(page: Page, method: string, ending: RegExp): Promise<() => void> {
  let release = () => {}
  const late = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(ending, async (route) => {
    if (route.request().method() === method) await late
    await route.continue().catch(() => undefined)
  })
  return release
}

/** Saves what stands in a field, types on before the answer comes, and saves the rest. */
async function typeOn(page: Page, field: Locator, save: string, release: () => void, list: { path: string; says: string }) {
  const read = async () => JSON.stringify(await ada.ask('GET', list.path))
  await field.press('Control+Enter')
  await field.press('End')
  await field.pressSequentially(' and more')
  expect(await read()).not.toContain(list.says)
  release()
  await expect.poll(read).toContain(`${list.says}"`)
  await expect(field).toHaveValue(`${list.says} and more`)
  await expect(field).toBeFocused()
  await page.getByRole('button', { name: save }).click()
  await expect(field).toHaveCount(0)
  expect(await read()).toContain(`${list.says} and more"`)
}

test('in an answer, in its edit, and in an edit of a note', async () => {
  const { groupId, path } = await createCircle(ada)
  const page = await ada.open(path)
  const listed = (noun: string, says: string) => ({ path: `/api/groups/${groupId}/${noun}?chapter=${path.split('/').at(-1)}`, says })
  await writeNote(page, 2, [4, 7], 'A note')
  const question = page.locator('.question').first()
  await question.getByRole('button', { name: 'Write your answer' }).click()
  const answer = page.getByRole('textbox', { name: 'Your answer' })
  await answer.fill('An answer')
  await typeOn(page, answer, 'Save answer', await hold(page, 'POST', /\/answers$/), listed('answers', 'An answer'))
  await question.getByRole('button', { name: 'Edit your answer' }).click()
  await answer.fill('Another answer')
  await typeOn(page, answer, 'Save answer', await hold(page, 'PATCH', /\/answers\/[\w-]+$/), listed('answers', 'Another answer'))
  await page.getByRole('button', { name: 'Edit your note' }).click()
  const note = page.getByRole('textbox', { name: 'Your note' })
  await note.fill('Another note')
  await typeOn(page, note, 'Save note', await hold(page, 'PATCH', /\/annotations\/[\w-]+$/), listed('annotations', 'Another note'))
})

test('in a question that is suggested to the group', async () => {
  const { groupId, path } = await createCircle(ada)
  const page = await ada.open(path)
  await drawOver(page, 2, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Ask the group' }).click()
  await page.getByRole('textbox', { name: 'Your question to the group' }).fill('Why then?')
  const release = await hold(page, 'POST', /\/questions$/)
  const read = async () => JSON.stringify(await ada.ask('GET', `/api/groups/${groupId}/questions?chapter=${path.split('/').at(-1)}`))
  await page.getByRole('textbox', { name: 'Your question to the group' }).press('Control+Enter')
  await page.getByRole('textbox', { name: 'Your question to the group' }).pressSequentially(' And why so late?')
  release()
  await expect.poll(read).toContain('Why then?"')
  await expect(page.getByRole('textbox', { name: 'Your question', exact: true })).toHaveValue('Why then? And why so late?')
  await page.getByRole('button', { name: 'Save question' }).click()
  await expect.poll(read).toContain('Why then? And why so late?"')
})

test('a tag that is added while the note is being saved', async () => {
  const { groupId, path } = await createCircle(ada)
  const page = await ada.open(path)
  await drawOver(page, 2, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Tagged late')
  const release = await hold(page, 'POST', /\/annotations$/)
  await page.getByRole('textbox', { name: 'Your note' }).press('Control+Enter')
  const tags = page.getByRole('combobox', { name: /^Tags/ }).or(page.getByRole('textbox', { name: /^Tags/ }))
  await tags.fill('later')
  await tags.press('Enter')
  release()
  const read = async () => JSON.stringify(await ada.ask('GET', `/api/groups/${groupId}/annotations?chapter=${path.split('/').at(-1)}`))
  await expect.poll(read).toContain('Tagged late')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect.poll(read).toContain('"tags":["later"]')
})

test('in a second tab, where the same words are being written', async () => {
  const { groupId, path } = await createCircle(ada)
  const [first, second] = [await ada.open(path), await ada.open(path)]
  await ready(first)
  await ready(second)
  const begin = (page: Page) => page.locator('.question').first().getByRole('button', { name: 'Write your answer' })
  const field = (page: Page) => page.getByRole('textbox', { name: 'Your answer' })
  await begin(first).click()
  await field(first).fill('From the first tab')
  await expect(field(second)).toHaveValue('From the first tab')
  const release = await hold(first, 'POST', /\/answers$/)
  await field(first).press('Control+Enter')
  await field(second).press('End')
  await field(second).pressSequentially(', and the second')
  release()
  const read = async () => JSON.stringify(await ada.ask('GET', `/api/groups/${groupId}/answers?chapter=${path.split('/').at(-1)}`))
  await expect.poll(read).toContain('From the first tab"')
  await expect(field(second)).toHaveValue('From the first tab, and the second')
  await second.getByRole('button', { name: 'Save answer' }).click()
  await expect.poll(read).toContain('From the first tab, and the second"')
  await expect(field(first)).toHaveValue('From the first tab, and the second')
})
