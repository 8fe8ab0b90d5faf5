import { expect, type Page } from '@playwright/test'
import type * as highlightModule from '#client/painting/highlight-painter.ts'
import type * as hitModule from '#client/painting/hit.ts'
import type * as markModule from '#client/painting/mark-painter.ts'
import type * as nearModule from '#client/painting/near-window.ts'
import type * as pictureModule from '#client/painting/picture.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

const PARAGRAPHS = 200
const WORDS = 'Every word of these paragraphs can be marked by somebody who reads them.'
const CHAPTER = `<article id="chapter-text">${`<p>${WORDS}</p>\n`.repeat(PARAGRAPHS).trim()}</article>`

declare global {
  interface Window {
    paintMany: (perParagraph: number) => void
  }
}

async function open(page: Page, kind: 'highlight' | 'mark') {
  await openModulePage(page, CHAPTER)
  await page.evaluate(async (kind) => {
    const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
    const { createHighlightPainter } = (await import('#client/painting/highlight-painter.ts')) as typeof highlightModule
    const { createMarkPainter } = (await import('#client/painting/mark-painter.ts')) as typeof markModule
    const { paintNearWindow } = (await import('#client/painting/near-window.ts')) as typeof nearModule
    const { createHitIndex } = (await import('#client/painting/hit.ts')) as typeof hitModule
    const { drawPicture } = (await import('#client/painting/picture.ts')) as typeof pictureModule
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no article')
    const index = new TextIndex(article)
    const painter = paintNearWindow(index, kind === 'highlight' ? createHighlightPainter(index) : createMarkPainter(index))
    window.paintMany = (perParagraph) => {
      const marks = index
        .blocks()
        .flatMap(({ start }) => Array.from({ length: perParagraph }, (_, at) => ({ start: start + at * 6, end: start + at * 6 + 4 })))
      painter.paint(drawPicture(createHitIndex(marks), [], () => false))
    }
  }, kind)
}

/** How much is painted in all, and in the paragraphs that the window shows. */
const painted = (page: Page) =>
  page.evaluate(() => {
    const marks = [...document.querySelectorAll('mark')]
    const ranges = [...(CSS.highlights.get('layer-1') ?? [])] as Range[]
    const rects = [...ranges, ...marks].map((each) => each.getBoundingClientRect())
    return { all: rects.length, seen: rects.filter(({ top, bottom }) => bottom > 0 && top < innerHeight).length }
  })
/** Paragraphs that the window shows, in part or whole. */
const shown = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('p')].filter((each) => {
        const { top, bottom } = each.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      }).length,
  )

for (const kind of ['highlight', 'mark'] as const) {
  test(`the ${kind} painter paints few passages wherever they are`, async ({ page }) => {
    await open(page, kind)
    await page.evaluate(() => window.paintMany(1))
    expect((await painted(page)).all).toBe(PARAGRAPHS)
  })

  test(`the ${kind} painter paints thousands as the page is scrolled to them, and all for print`, async ({ page }) => {
    await open(page, kind)
    await page.evaluate(() => window.paintMany(10))
    for (const place of [0, 0.5, 1, 0.2]) {
      // Counted in the frame that is scrolled to: nothing may be seen unpainted.
      await page.evaluate((place) => {
        scrollTo({ top: place * document.documentElement.scrollHeight, behavior: 'instant' })
        return new Promise((resolve) => requestAnimationFrame(resolve))
      }, place)
      const { all, seen } = await painted(page)
      expect(all).toBeLessThan(PARAGRAPHS * 5)
      expect(seen).toBeGreaterThanOrEqual(((await shown(page)) - 2) * 10)
      expect(seen).toBeGreaterThan(50)
    }
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect((await painted(page)).all).toBe(PARAGRAPHS * 10)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    expect((await painted(page)).all).toBeLessThan(PARAGRAPHS * 5)
  })
}
