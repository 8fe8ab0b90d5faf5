import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { annotate, createCircle, drawOver, menuOf, PASSWORD, planSession, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// What newcomers meet at the text, and small things that must not be in the way of reading.

const hintOf = (page: Page) => page.getByRole('region', { name: 'New here?' })

test('a newcomer is told how to begin, once; help is one page, and names the three ways of asking as the menu does', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { viewport: { width: 360, height: 740 } })
  await expect(hintOf(page)).toContainText('Select a few words of the text')
  await hintOf(page).getByRole('link', { name: 'How it works' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'How it works' })).toBeVisible()
  const asking = page.getByRole('listitem')
  for (const way of ['¶ 1 unclear?', 'Puzzling', 'Ask the group']) await expect(asking.filter({ hasText: way })).toBeVisible()
  await page.goBack()
  await hintOf(page).getByRole('button', { name: 'Got it' }).click()
  await expect(hintOf(page)).toHaveCount(0)
  await expect(page.locator('#p1 .paragraph-link')).toBeFocused()
  await page.reload()
  await ready(page)
  await expect(hintOf(page)).toHaveCount(0)
  await drawOver(page, 2, [4, 7])
  await expect(menuOf(page).getByRole('button')).toHaveText([/Highlight/, /Note/, /Puzzling/, /Ask the group/, /Copy link/])
})

test('whoever has marked something is not told how', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'I know how' })
  const fresh = await ada.open(path, { viewport: { width: 360, height: 740 } })
  await ready(fresh)
  await expect(hintOf(fresh)).toHaveCount(0)
})

test('the questions are one key away from the top, and are counted with the group’s own', async ({ ada }) => {
  const { groupId, path } = await createCircle(ada)
  const page = await ada.open(path)
  const mark = await annotate(ada, page, { paragraph: 3, words: [1, 2], body: '', motivation: 'questioning' })
  const count = async () => Number(/Questions \((\d+)\)/.exec((await page.locator('.chapter-bar').textContent()) ?? '')?.[1])
  await page.setViewportSize({ width: 360, height: 740 })
  const before = await count()
  const suggested = { id: randomUUID(), chapter: path.split('/').at(-1), annotationId: mark.id, text: 'Why is that so?' }
  const { id, version } = await ada.ask<{ id: string; version: number }>('POST', `/api/groups/${groupId}/questions`, suggested)
  await ada.ask('PUT', `/api/groups/${groupId}/questions/${id}/decision`, { version, status: 'ACCEPTED' })
  await expect.poll(count).toBe(before + 1)

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.reload()
  await ready(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the questions' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('#questions') !== null)).toBe(true)
  await page.goto('/account')
  await expect(page.getByRole('link', { name: 'Skip to the questions' })).toHaveCount(0)
})

test('a ¶ number in a note leads to the paragraph, here and from the page of all notes', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'Compare ¶ 6 with this.' })
  await page.reload()
  await ready(page)
  await page.getByRole('article').getByRole('link', { name: '¶ 6' }).click()
  await expect(page).toHaveURL(`${path}#p6`)
  await expect(page.locator('#p6')).toBeInViewport()
  await page.goto(`${path}/notes`)
  await page.getByRole('article').getByRole('link', { name: '¶ 6' }).click()
  await expect(page).toHaveURL(`${path}#p6`)
})

test('words that were selected before the scripts came get their menu', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open('/account')
  let release = () => {}
  const late = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await late
    await route.continue().catch(() => undefined)
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('#p2').waitFor()
  await page.locator('#p2').evaluate((block) => {
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode() as Text
    document.getSelection()?.setBaseAndExtent(words, 0, words, 12)
  })
  release()
  await expect(menuOf(page)).toBeVisible()
})

test('what is pressed at a paragraph’s number is wide enough, and recovery codes keep off their box', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { viewport: { width: 360, height: 740 } })
  await ready(page)
  const narrow = await page.locator('main a[href*="#p"]').evaluateAll((links) =>
    links
      .filter((link) => /^#p\d/.test((link as HTMLAnchorElement).hash) && link.getClientRects().length > 0)
      .map((link) => link.getBoundingClientRect().width)
      .filter((width) => width < 24),
  )
  expect(narrow).toEqual([])

  await page.goto('/account')
  await page.getByRole('button', { name: 'Make a new set' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Show me new codes' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(8)
  const gaps = await dialog.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => {
      const words = document.createRange()
      words.selectNodeContents(item)
      return (item.parentElement?.getBoundingClientRect().right ?? 0) - words.getBoundingClientRect().right
    }),
  )
  expect(Math.min(...gaps)).toBeGreaterThan(8)
})

test('on paper nobody is asked whether they are here, and the last question does not stand alone', async ({ ada }) => {
  const { groupId, path } = await createCircle(ada)
  const page = await ada.open(await planSession(ada, groupId))
  await expect(page.getByRole('button', { name: 'I am here' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'I am here' })).toBeHidden()
  await page.goto(path)
  expect(await page.locator('.chapter-after').evaluate((after) => getComputedStyle(after).breakBefore)).toBe('auto')
})
