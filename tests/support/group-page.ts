import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test'
import { describe } from '#domain/anchoring/describe.ts'

/** The guide that browser tests talk about, and the chapter of it: tests/fixtures/coast-lights. */
export const GUIDE = 'coast-lights'
export const CHAPTER = 'keeping-the-light'

/** Of every reader. */
export const PASSWORD = 'a long enough password'

/** An account, and the cookies of a browser that is signed in to it. */
export type Signed = { name: string; username: string; state: StorageState }
type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Somebody with an account, signed in; `open` gives a window of theirs on any device. */
export type Reader = {
  name: string
  username: string
  context: BrowserContext
  /** Calls our API as the browser would, and gives the parsed answer. */
  ask: <Answer = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: object) => Promise<Answer>
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** Closes every window. Each holds a stream open, and a browser allows only six to a site. */
  closeAll: () => Promise<void>
}

/** Makes an account. They are limited by address: make few, and let them found many groups. */
export async function createAccount(browser: Browser, name: string, baseURL = process.env.E2E_URL ?? ''): Promise<Signed> {
  const context = await browser.newContext({ baseURL })
  const username = `reader-${randomUUID().slice(0, 8)}`
  await askerOf(context, baseURL)('POST', '/api/accounts', { name, username, password: PASSWORD })
  const state = await context.storageState()
  await context.close()
  return { name, username, state }
}

/** A browser of its own for somebody with an account, with nothing in it but that they are signed in. */
export async function openReader(
  browser: Browser,
  { name, username, state }: Signed,
  baseURL = process.env.E2E_URL ?? '',
): Promise<Reader> {
  const context = await browser.newContext({ baseURL, storageState: state })
  const devices: BrowserContext[] = []
  const open: Reader['open'] = async (path, options) => {
    const device = options ? await browser.newContext({ baseURL, ...options, storageState: await context.storageState() }) : context
    if (device !== context) devices.push(device)
    const page = await device.newPage()
    await page.goto(path)
    return page
  }
  const closeAll = async () => {
    for (const page of context.pages()) await page.close()
    for (const device of devices.splice(0)) await device.close()
  }
  return { name, username, context, ask: askerOf(context, baseURL), open, closeAll }
}

/**
 * Makes an account and signs in.
 * @param baseURL of the product, where it is not the one that all specs share
 */
export async function createReader(browser: Browser, name: string, baseURL = process.env.E2E_URL ?? ''): Promise<Reader> {
  return openReader(browser, await createAccount(browser, name, baseURL), baseURL)
}

const askerOf =
  (context: BrowserContext, baseURL: string): Reader['ask'] =>
  async (method, path, data) => {
    const headers = { origin: new URL(baseURL).origin }
    const response = await context.request.fetch(path, { method, headers, ...(data && { data }) })
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
    return response.status() === 204 ? undefined : response.json()
  }

/** A new group of some readers. @returns the path of its copy of the chapter */
export async function createCircle(owner: Reader, ...others: Reader[]): Promise<{ groupId: string; path: string }> {
  const groupId = randomUUID()
  await owner.ask('POST', '/api/groups', { id: groupId, guide: GUIDE, name: 'Thursday readers' })
  // Answers are shown as they come: what hides them has a story of its own.
  await owner.ask('PUT', `/api/groups/${groupId}/answering`, { answerFirst: false, nameless: false })
  const invitation = await owner.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  for (const reader of others) await reader.ask('POST', '/api/join', { code: invitation.code })
  return { groupId, path: `/groups/${groupId}/${CHAPTER}` }
}

/** Writes a note, or with an empty body only marks words, of a paragraph of the chapter; by our API, for where the writing is not what is tried. */
export async function annotate(
  reader: Reader,
  page: Page,
  {
    paragraph,
    words,
    body,
    motivation = 'highlighting',
  }: { paragraph: number; words: [number, number]; body: string; motivation?: 'highlighting' | 'questioning' },
) {
  const { text, revision, start, end } = await page.locator(`#p${paragraph}`).evaluate((block, [first, last]) => {
    const article = document.getElementById('chapter-text')
    const before = document.createRange()
    before.selectNodeContents(article ?? block)
    before.setEndBefore(block)
    const found = [...block.textContent.matchAll(/\p{L}+/gu)]
    const [from, to] = [found[first], found[last]]
    if (!article || !from || !to) throw new Error('the paragraph is too short')
    const at = String(before).length
    return { text: article.textContent, revision: article.dataset.revision, start: at + from.index, end: at + to.index + to[0].length }
  }, words)
  const [, group, chapter] = /(\/groups\/[^/]+)\/([^/#?]+)/.exec(page.url()) ?? []
  const note = { id: randomUUID(), chapter, chapterRevision: revision, visibility: 'GROUP', motivation, tags: [], body }
  await reader.ask('POST', `/api${group}/annotations`, { ...note, ...describe(text, { start, end }) })
  return { id: note.id, words: text.slice(start, end) }
}

type Place = { x: number; y: number }

/**
 * Where some words of a paragraph stand in the window, scrolled into its middle.
 * @param words counted from 0, the last one included
 */
export async function placeOf(page: Page, paragraph: number, words: [number, number]): Promise<{ from: Place; to: Place; text: string }> {
  return page.locator(`#p${paragraph}`).evaluate((block, [first, last]) => {
    block.scrollIntoView({ block: 'center', behavior: 'instant' })
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    const found: { node: Text; start: number; end: number }[] = []
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      for (const match of node.data.matchAll(/\p{L}+/gu)) found.push({ node, start: match.index, end: match.index + match[0].length })
    }
    const [a, b] = [found[first], found[last]]
    if (!a || !b) throw new Error('the paragraph is too short')
    const range = document.createRange()
    range.setStart(a.node, a.start)
    range.setEnd(b.node, b.end)
    const rects = range.getClientRects()
    const [head, tail] = [rects[0], rects[rects.length - 1]]
    if (!head || !tail) throw new Error('the words are not shown')
    return {
      from: { x: head.left + 0.5, y: head.top + head.height / 2 },
      to: { x: tail.right - 0.5, y: tail.top + tail.height / 2 },
      text: String(range),
    }
  }, words)
}

/** Draws over some words with the mouse. @returns the words */
export async function drawOver(page: Page, paragraph: number, words: [number, number], backwards = false): Promise<string> {
  await ready(page)
  const { from, to, text } = await placeOf(page, paragraph, words)
  const [start, end] = backwards ? [to, from] : [from, to]
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 })
  await page.mouse.move(end.x, end.y, { steps: 3 })
  await page.mouse.up()
  return text
}

/** Waits until the page is alive: the cards have found their places, or, on a narrow window, the button of the notes has come. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.margin-notes[data-placed], .chapter-bar button').first().waitFor({ state: 'attached' })
}

export const menuOf = (page: Page): Locator => page.getByRole('toolbar', { name: 'Selected words' })

/** The caret of those who read with the keyboard. */
export const caretOf = (page: Page): Locator => page.locator('.text-caret')

/** The card of a note, by what it is called: "Ada Byron (you) on …". */
export const cardOf = (page: Page, name: string): Locator => page.getByRole('article', { name })

/** Writes a note on some words. */
export async function writeNote(page: Page, paragraph: number, words: [number, number], body: string): Promise<string> {
  const text = await drawOver(page, paragraph, words)
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill(body)
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveCount(0)
  return text
}

/** The words that look a certain way, whichever painter is at work; `look` is the beginning of a look's name. */
export async function painted(page: Page, look: string): Promise<string[]> {
  return page.evaluate((look) => {
    const ranges =
      'highlights' in CSS ? [...CSS.highlights].filter(([name]) => name.startsWith(look)).flatMap(([, highlight]) => [...highlight]) : []
    const marks = [...document.querySelectorAll(`#chapter-text mark[class^="${look}"]`)].map((mark) => mark.textContent)
    return [...ranges.map((range) => String(range)), ...marks]
  }, look)
}

/** Plans a study session of a group that begins in a few minutes. @returns the path of its page */
export async function planSession(leader: Reader, groupId: string): Promise<string> {
  const begins = new Date(Date.now() + 10 * 60_000).toISOString()
  const [startDate, time] = [begins.slice(0, 10), begins.slice(11, 16)]
  const weekday = new Date(begins).getUTCDay() || 7
  const schedule = { startDate, weekday, time, timeZone: 'UTC', number: 1, firstChapter: CHAPTER }
  const id = randomUUID()
  await leader.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule })
  return `/groups/${groupId}/meetings/${id}`
}
