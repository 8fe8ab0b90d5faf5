import { expect, type Page } from '@playwright/test'
import { hearArticle } from '../support/accessibility-tree.ts'
import { annotate, createCircle, drawOver, menuOf, type Reader, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

/** How many annotations the names of borders speak of: "2 notes by …" are two. */
const countOf = (borders: string[]) => borders.reduce((sum, words) => sum + Number(/(?:^\[|of )(\d+) /.exec(words)?.[1] ?? 1), 0)

test('of five notes over one another each is told once where it begins and once where it ends, on word borders', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  const notes: [Reader, [number, number], string][] = [
    [ada, [2, 10], 'All of it'],
    [ben, [4, 6], 'Inside'],
    [ada, [5, 9], ''],
    [ben, [4, 12], 'Beyond the first'],
    [ben, [6, 6], ''],
  ]
  for (const [reader, words, body] of notes) await annotate(reader, page, { paragraph: 2, words, body })
  await page.reload()
  await ready(page)
  await expect.poll(async () => (await hearArticle(page)).match(/\[[^\]]*(by|end of)[^\]]*\]/g)?.length ?? 0).toBeGreaterThanOrEqual(8)
  const said = await hearArticle(page)
  const borders = said.match(/\[[^\]]*(by|end of)[^\]]*\]/g) ?? []
  const ends = borders.filter((words) => words.startsWith('[end of'))
  const starts = borders.filter((words) => !words.startsWith('[end of'))
  expect([countOf(starts), countOf(ends)], said).toEqual([5, 5])
  for (const words of starts) expect(words).toMatch(/^\[(note|highlight|\d+ \w+) by (you|Ben Okri)( and (you|Ben Okri))?\]$/)
  // Never within a word: a letter stands on one side of a border at most.
  expect(said).not.toMatch(/\p{L}(\[[^\]]*(by|end of)[^\]]*\])+\p{L}/u)
  expect(said.replaceAll(/\[[^\]]*\]/g, '')).toContain((await page.locator('#p2').evaluate((block) => block.textContent)).slice(0, 80))
})

/** What the live regions of the page come to say, one entry a time. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const known = new Map<Element, string>()
    new MutationObserver(() => {
      for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
        const words = region.textContent.trim()
        if (words && known.get(region) !== words) heard.push(words)
        known.set(region, words)
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.filter((words) => words !== 'One moment …'))
}

test('what was saved and what failed is said once', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await ready(page)
  const heard = await listen(page)
  await drawOver(page, 2, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Highlight' }).click()
  await expect.poll(heard).toEqual(['Highlighted for the group.Undo'])

  await drawOver(page, 3, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Not yet')
  await page.route('**/annotations', (route) => route.abort('internetdisconnected'))
  await page.getByRole('textbox', { name: 'Your note' }).press('Control+Enter')
  await expect.poll(async () => (await heard()).length).toBe(2)
  expect((await heard())[1]).toMatch(/connection|offline/i)
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveAccessibleDescription((await heard())[1] ?? '')
  await expect(page.getByRole('textbox', { name: 'Your note' })).toBeFocused()
})
