import { expect, type Page } from '@playwright/test'
import type * as highlightModule from '#client/painting/highlight-painter.ts'
import type * as markModule from '#client/painting/mark-painter.ts'
import type { Layers, Painter } from '#client/painting/painter.ts'
import type * as pointModule from '#client/selection/point.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import type { TextIndex } from '#client/selection/text-index.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

const CHAPTER = `<article id="chapter-text"><p>The first paragraph has <em>stressed</em> words and a <strong>long <em>tail</em></strong>.</p>
<ul>
<li>one thing</li>
<li>another thing</li>
</ul>
<p>The last words of all.</p></article>`

type Bench = { index: TextIndex; painter: Painter; offsetAt: typeof pointModule.offsetAt; before: string }
declare global {
  interface Window {
    bench: Bench
  }
}

/** Lays out the chapter with one of the two painters. */
async function open(page: Page, kind: 'highlight' | 'mark') {
  await openModulePage(page, CHAPTER)
  await page.evaluate(async (kind) => {
    const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
    const { createHighlightPainter } = (await import('#client/painting/highlight-painter.ts')) as typeof highlightModule
    const { createMarkPainter } = (await import('#client/painting/mark-painter.ts')) as typeof markModule
    const { offsetAt } = (await import('#client/selection/point.ts')) as typeof pointModule
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no article')
    const index = new TextIndex(article)
    const painter = kind === 'highlight' ? createHighlightPainter(index) : createMarkPainter(index)
    window.bench = { index, painter, offsetAt, before: article.innerHTML }
  }, kind)
}

const paint = (page: Page, layers: Layers) => page.evaluate((layers) => window.bench.painter.paint(layers), layers)

/** The passages that a browser shows for each look, read back from the page, white space at line ends left out. */
const painted = (page: Page) =>
  page.evaluate(() => {
    const { index } = window.bench
    const words: Record<string, string> = {}
    for (const [look, highlight] of CSS.highlights) for (const range of highlight) words[look] = (words[look] ?? '') + String(range)
    for (const mark of index.root.querySelectorAll('mark')) {
      const look = mark.className
      words[look] = (words[look] ?? '') + mark.textContent
    }
    return Object.fromEntries(Object.entries(words).map(([look, text]) => [look, text.replaceAll('\n', '')]))
  })

/** Everything that must hold whatever is painted. */
async function expectSoundArticle(page: Page) {
  const state = await page.evaluate(() => {
    const { index, before } = window.bench
    const clean = document.createElement('article')
    clean.innerHTML = before
    return {
      sameText: index.root.textContent === clean.textContent,
      indexFollows: index.text === clean.textContent && index.offsetOf({ node: index.root, offset: 0 }) === 0,
      strayMarks: index.root.querySelectorAll(':is(ul, article) > mark').length,
    }
  })
  expect(state).toEqual({ sameText: true, indexFollows: true, strayMarks: 0 })
}

for (const kind of ['highlight', 'mark'] as const) {
  test.describe(`the ${kind} painter`, () => {
    test.beforeEach(({ page }) => open(page, kind))

    test('paints passages that overlap, cross elements and cross blocks', async ({ page }) => {
      await paint(page, {
        'layer-1': [{ start: 4, end: 30 }],
        'own-2': [{ start: 20, end: 70 }],
        active: [{ start: 24, end: 32 }],
      })
      const text = await page.evaluate(() => window.bench.index.text)
      expect(await painted(page)).toEqual({
        'layer-1': text.slice(4, 30),
        'own-2': text.slice(20, 70).replaceAll('\n', ''),
        active: 'stressed',
      })
      await expectSoundArticle(page)
    })

    test('paints to the very end of the chapter', async ({ page }) => {
      const length = await page.evaluate(() => window.bench.index.text.length)
      await paint(page, { 'layer-1': [{ start: length - 4, end: length }] })
      expect(await painted(page)).toEqual({ 'layer-1': 'all.' })
    })

    test('passes over passages that this text does not have', async ({ page }) => {
      await paint(page, {
        'layer-1': [
          { start: 9_000, end: 9_004 },
          { start: 4, end: 4 },
        ],
      })
      expect((await painted(page))['layer-1'] ?? '').toBe('')
      await expectSoundArticle(page)
    })

    test('ends as if the last picture had been the first, after any changes', async ({ page }) => {
      const pictures: Layers[] = [
        { 'layer-1': [{ start: 0, end: 90 }] },
        { 'layer-1': [{ start: 4, end: 30 }], 'layer-2': [{ start: 10, end: 60 }] },
        { 'layer-2': [{ start: 10, end: 60 }], pending: [{ start: 12, end: 14 }] },
        { 'layer-2': [{ start: 10, end: 60 }], 'layer-3': [{ start: 30, end: 31 }] },
      ]
      for (const picture of pictures) {
        await paint(page, picture)
        await expectSoundArticle(page)
      }
      const step = await painted(page)
      await page.evaluate(() => window.bench.painter.clear())
      expect(await painted(page)).toEqual({})
      expect(await page.evaluate(() => window.bench.index.root.innerHTML === window.bench.before)).toBe(true)
      await paint(page, pictures.at(-1) ?? {})
      expect(await painted(page)).toEqual(step)
    })

    test('leaves alone what did not change', async ({ page }) => {
      const same = await page.evaluate(() => {
        const { painter, index } = window.bench
        const held = () => [...(CSS.highlights.get('layer-1') ?? index.root.querySelectorAll('mark.layer-1'))]
        painter.paint({ 'layer-1': [{ start: 4, end: 9 }] })
        const [first] = held()
        painter.paint({
          'layer-1': [
            { start: 4, end: 9 },
            { start: 60, end: 66 },
          ],
        })
        return held()[0] === first && held().length === 2
      })
      expect(same).toBe(true)
    })

    test('keeps what the reader has selected', async ({ page }) => {
      const words = await page.evaluate(() => {
        const { painter, index } = window.bench
        const range = index.rangeOf({ start: 4, end: 40 })
        if (range) document.getSelection()?.addRange(range)
        const before = String(document.getSelection())
        painter.paint({ 'layer-1': [{ start: 0, end: 20 }], 'own-2': [{ start: 30, end: 45 }] })
        const during = String(document.getSelection())
        painter.clear()
        return [before, during, String(document.getSelection())]
      })
      expect(new Set(words).size).toBe(1)
      expect(words[0]).toContain('first paragraph')
    })

    test('paints again when the article is set anew', async ({ page }) => {
      await paint(page, { 'layer-1': [{ start: 4, end: 9 }] })
      await page.evaluate(() => {
        const { index, before, painter } = window.bench
        index.root.innerHTML = before
        index.refresh()
        painter.paint({ 'layer-1': [{ start: 4, end: 9 }] })
      })
      expect(await painted(page)).toEqual({ 'layer-1': 'first' })
    })

    test('finds the letter under the pointer', async ({ page }) => {
      await paint(page, { 'layer-1': [{ start: 4, end: 40 }] })
      const wrong = await page.evaluate(() => {
        const { index, offsetAt } = window.bench
        const failures: number[] = []
        for (let at = 0; at < index.text.length; at++) {
          const rect = index.rangeOf({ start: at, end: at + 1 })?.getBoundingClientRect()
          if (!rect?.width) continue
          if (offsetAt(rect.left + rect.width / 2, rect.top + rect.height / 2, index) !== at) failures.push(at)
        }
        const line = index.rangeOf({ start: index.text.length - 5, end: index.text.length })?.getBoundingClientRect()
        return { failures, behind: line && offsetAt(line.right + 80, line.top + 5, index), outside: offsetAt(3, 3, index) }
      })
      expect(wrong).toEqual({ failures: [], behind: null, outside: null })
    })
  })
}

test('paints what begins at the head of a node from behind the letter before, but never from another block', async ({ page }) => {
  await open(page, 'highlight')
  const another = await page.evaluate(() => window.bench.index.text.indexOf('another'))
  await paint(page, { 'layer-1': [{ start: 24, end: 38 }], 'layer-2': [{ start: another, end: another + 7 }] })
  expect(await painted(page)).toEqual({ 'layer-1': 'stressed words', 'layer-2': 'another' })
  const starts = await page.evaluate(() =>
    [...CSS.highlights].flatMap(([look, ranges]) =>
      [...ranges].map((range) => [look, range.startContainer.textContent, range.startOffset]),
    ),
  )
  const before = 'The first paragraph has '
  expect(starts).toEqual([
    ['layer-1', before, before.length],
    ['layer-2', 'another thing', 0],
  ])
})
