import { type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { createCircle, painted, type Reader, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const SCREENS: Record<string, BrowserContextOptions> = {
  'a desk': { viewport: { width: 1280, height: 900 } },
  'a phone, without motion': { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' },
}

async function noteFarDown(ada: Reader) {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  const words = await writeNote(page, 9, [4, 9], 'Far down')
  const id = await page.getByRole('article', { name: 'Ada Byron (you) on' }).getAttribute('id')
  return { address: `${path}#${id}`, words }
}

/**
 * Opens a page whose reading face is on its way until it is let come, and is then much wider than what stood in for it, as where a
 * browser shows late fonts at all (`swap`).
 */
async function openWithLateFont(ada: Reader, path: string, options: BrowserContextOptions) {
  const page = await ada.open('about:blank', options)
  let letCome = () => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route(/\.css(\?.*)?$/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replaceAll(/font-display:\s*optional/g, 'font-display:swap;size-adjust:130%')
    await route.fulfill({ response, body })
  })
  await page.route(/\.woff2$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  return { page, letCome }
}

/** Where the first line of an open note's words stands in the window, and in the page, in pixels. */
const placeOf = (page: Page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('active') ?? []
    const boxes = [...((range as Range | undefined)?.getClientRects() ?? [])]
    const { top = Number.NaN } = boxes.find(({ width }) => width > 0) ?? {}
    return { top, inPage: top + scrollY }
  })

/** Lets the font come, and waits until the page has taken its new shape. */
async function changeFont(page: Page, letCome: () => void) {
  const { inPage } = await placeOf(page)
  letCome()
  await expect.poll(async () => Math.abs((await placeOf(page)).inPage - inPage)).toBeGreaterThan(200)
  await page.waitForFunction(() => document.readyState === 'complete' && document.fonts.status === 'loaded')
}

for (const [screen, options] of Object.entries(SCREENS)) {
  test(`an annotation’s address opens a long chapter at it, and fonts that come late do not push it away, on ${screen}`, async ({
    ada,
  }) => {
    const { address, words } = await noteFarDown(ada)
    const { page, letCome } = await openWithLateFont(ada, address, options)
    await expect.poll(() => painted(page, 'flash')).toEqual([words])
    await expect.poll(() => painted(page, 'active')).toEqual([words])
    await expect.poll(() => painted(page, 'flash')).toEqual([])
    const { top } = await placeOf(page)
    expect(top).toBeGreaterThan(0)
    expect(top).toBeLessThan(600)

    await changeFont(page, letCome)
    await expect.poll(async () => Math.abs((await placeOf(page)).top - top)).toBeLessThan(2)
    await expect.poll(() => painted(page, 'flash')).toEqual([])
  })

  test(`whoever has gone on meanwhile stays where they are, on ${screen}`, async ({ ada }) => {
    const { address, words } = await noteFarDown(ada)
    const { page, letCome } = await openWithLateFont(ada, address, options)
    await expect.poll(() => painted(page, 'flash')).toEqual([words])
    const { top } = await placeOf(page)
    await page.mouse.move(100, 150)
    await page.mouse.wheel(0, -400)
    await expect.poll(async () => (await placeOf(page)).top - top).toBeGreaterThan(300)
    await changeFont(page, letCome)
    expect(Math.abs((await placeOf(page)).top - top)).toBeGreaterThan(100)
  })
}
