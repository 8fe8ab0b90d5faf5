import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle, createReader, GUIDE, type Reader, writeNote } from '../support/group-page.ts'
import { runBeside } from '../support/run-beside.ts'
import { FileModel } from '../support/web-annotations.ts'
import { test } from './fixtures.ts'

let ada: Reader
let ben: Reader

test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Archive')
  ben = await createReader(browser, 'Ben Binder')
})
test.afterEach(async () => {
  await Promise.all([ada.closeAll(), ben.closeAll()])
})

const PLAIN = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }

/** Follows a link that gives a file. @returns its name and what is in it */
async function fetchFile(page: Page, link: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  const file = await coming
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test('without JavaScript more notes than come with a chapter are read page by page', async () => {
  const { groupId, path } = await createCircle(ada, ben)
  await runBeside('save-notes', [groupId, CHAPTER, 1050])
  const page = await ben.open(path, PLAIN)
  await page.getByRole('link', { name: 'All notes and replies on one page' }).click()
  await expect(page.getByText('Notes 1–200 of 1,050').first()).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(200)
  await expect(page.getByRole('article').first()).toContainText('Note number 1')
  await page.getByRole('link', { name: 'Later' }).first().click()
  await expect(page.getByText('Notes 201–400 of 1,050').first()).toBeVisible()
  await expect(page.getByRole('article').first()).toContainText('Note number 201')
  await page.goto(`${path}/notes?from=1001`)
  await expect(page.getByRole('article')).toHaveCount(50)
  await expect(page.getByRole('article').last()).toContainText('Note number 1050')
  await expect(page.getByRole('link', { name: 'Later' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Earlier' }).first().click()
  await expect(page.getByText('Notes 801–1,000 of 1,050').first()).toBeVisible()
})

test('notes and replies are read in a row and taken along, without JavaScript', async () => {
  const { groupId, path } = await createCircle(ada, ben)
  const writing = await ada.open(path)
  const quote = await writeNote(writing, 2, [4, 7], 'A *note* for all')
  const { items } = await ben.ask<{ items: { id: string }[] }>('GET', `/api/groups/${groupId}/annotations?chapter=${CHAPTER}`)
  const annotationId = items[0]?.id ?? ''
  const reply = { id: randomUUID(), chapter: CHAPTER, subject: { kind: 'annotation', annotationId }, body: 'A reply by Ben' }
  await ben.ask('POST', `/api/groups/${groupId}/comments`, reply)

  const page = await ben.open(path, PLAIN)
  await page.getByRole('link', { name: 'All notes on one page' }).click()
  const note = page.getByRole('article')
  await expect(note).toContainText(quote)
  await expect(note.getByText('A reply by Ben')).toBeVisible()
  await expect(note.getByRole('link', { name: '¶ 2' })).toHaveAttribute('href', `${path}#annotation-${annotationId}`)
  await page.getByText('Download notes').click()
  const printed = await fetchFile(page, 'The group’s notes and answers as Markdown')
  expect(printed.name).toBe(`${GUIDE}-${CHAPTER}-notes.md`)
  expect(printed.text).toContain(`### ¶ 2\n\n> ${quote}\n\n- **Ada Archive**`)

  await page.goto(`/groups/${groupId}`)
  await page.getByText('Download notes').click()
  const { name, text } = await fetchFile(page, 'My notes and answers as JSON-LD')
  expect(name).toBe(`${GUIDE}-my-notes.jsonld`)
  const { total, first } = FileModel.parse(JSON.parse(text))
  expect([total, first?.items[0]?.body?.[0]?.value]).toEqual([1, 'A reply by Ben'])
})
