import { expect, type Page } from '@playwright/test'
import type * as markModule from '#client/painting/mark-painter.ts'
import type { Painter } from '#client/painting/painter.ts'
import type * as spokenModule from '#client/selection/spoken-borders.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import { hearArticle } from '../support/accessibility-tree.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

const CHAPTER = `<article id="chapter-text"><p><a class="paragraph-link" href="#p1" aria-label="Paragraph 1"></a>The first paragraph has <em>stressed</em> words and <a href="#x">a <strong>linked</strong> term</a>.</p>
<ul>
<li>one thing</li>
<li>another thing</li>
</ul>
<p>The last words of all.</p></article>`

type Spoken = { index: indexModule.TextIndex; spoken: spokenModule.SpokenBorders; marks: Painter; before: string }
declare global {
  interface Window {
    spokenBench: Spoken
  }
}

async function open(page: Page, body = CHAPTER) {
  await openModulePage(page, body)
  await page.evaluate(async () => {
    const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
    const { createSpokenBorders } = (await import('#client/selection/spoken-borders.ts')) as typeof spokenModule
    const { createMarkPainter } = (await import('#client/painting/mark-painter.ts')) as typeof markModule
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no article')
    const index = new TextIndex(article)
    const bench: Spoken = {
      index,
      spoken: createSpokenBorders(index),
      marks: createMarkPainter(index),
      before: article.innerHTML,
    }
    window.spokenBench = bench
  })
}

/** Says something before and behind some words of the chapter, and waits until it stands there. */
async function speak(page: Page, ...passages: [words: string, start: string, end: string][]) {
  await page.evaluate(async (passages) => {
    const { index, spoken } = window.spokenBench
    const borders = passages.flatMap(([words, start, end]) => {
      const at = index.text.indexOf(words)
      return [
        { at, side: 'start' as const, words: start },
        { at: at + words.length, side: 'end' as const, words: end },
      ]
    })
    spoken.show(() => borders)
    while (document.querySelectorAll('[role=img]').length !== borders.length) await new Promise((done) => requestAnimationFrame(done))
  }, passages)
}

/** What must hold whatever is said. */
async function expectSameText(page: Page) {
  const state = await page.evaluate(() => {
    const { index, before } = window.spokenBench
    const clean = document.createElement('article')
    clean.innerHTML = before
    const wrong: number[] = []
    for (let at = 0; at < index.text.length; at++) {
      const span = index.spanOf({ start: at, end: at + 1 })
      const letter = span?.start.node.data.charAt(span.start.offset)
      if (!span || letter !== index.text.charAt(at) || index.offsetOf(span.start) !== at || index.offsetOf(span.end) !== at + 1)
        wrong.push(at)
    }
    return { same: index.root.textContent === clean.textContent && index.text === clean.textContent, wrong }
  })
  expect(state).toEqual({ same: true, wrong: [] })
}

test('a screen reader hears where an annotation begins and ends, and the text stays the same letter by letter', async ({ page }) => {
  await open(page)
  await speak(page, ['paragraph has stressed words', 'highlight by Nora', 'end of highlight'])
  const said = await hearArticle(page)
  expect(said).toContain('The first [highlight by Nora]paragraph has stressed words[end of highlight] and ')
  await expectSameText(page)
})

test('over paragraphs and lists it is said once at each end, and outside of links', async ({ page }) => {
  await open(page)
  await speak(page, ['linked term.\n\none thing\nanother', 'note by Ben', 'end of note'])
  const said = await hearArticle(page)
  expect(said.match(/note by Ben/g)).toHaveLength(1)
  expect(said.match(/end of note/g)).toHaveLength(1)
  expect(said).toContain('another[end of note] thing')
  await expect(page.getByRole('link', { name: 'a linked term', exact: true })).toHaveCount(1)
  await expectSameText(page)
})

test('only what differs is changed, and what is taken away leaves nothing', async ({ page }) => {
  await open(page)
  await speak(page, ['one thing', 'highlight by Nora', 'end of highlight'], ['last words', 'note by Ben', 'end of note'])
  const first = await page.locator('.spoken-start').first().elementHandle()
  await speak(page, ['one thing', 'highlight by Nora, 1 reply', 'end of highlight'])
  await expect
    .poll(() => first?.evaluate((element) => element.isConnected && element.getAttribute('aria-label')))
    .toBe('highlight by Nora, 1 reply')
  await expectSameText(page)
  const left = await page.evaluate(() => {
    const { spoken, index, before } = window.spokenBench
    spoken.clear()
    return index.root.innerHTML === before
  })
  expect(left).toBe(true)
})

test('marks painted and taken away around it leave what is said where it is', async ({ page }) => {
  await open(page)
  const paint = (from: number, to: number) =>
    page.evaluate(
      ([start = 0, end = 0]) => window.spokenBench.marks.paint(end ? { 'layer-1': [{ start, end }], 'own-2': [{ start: 8, end }] } : {}),
      [from, to],
    )
  await paint(4, 60)
  await speak(page, ['stressed words', 'highlight by Nora', 'end of highlight'])
  const wanted = 'has [highlight by Nora]stressed words[end of highlight] and '
  await expect.poll(() => hearArticle(page)).toContain(wanted)
  await expectSameText(page)
  await paint(10, 40)
  await expect.poll(() => hearArticle(page)).toContain(wanted)
  await paint(0, 0)
  await expect.poll(() => hearArticle(page)).toContain(wanted)
  await expect(page.locator('mark')).toHaveCount(0)
  await expectSameText(page)
})

test('what is selected stays selected', async ({ page }) => {
  await open(page)
  const select = () =>
    page.evaluate(() => {
      const { index } = window.spokenBench
      const start = index.text.indexOf('paragraph')
      const range = index.rangeOf({ start, end: index.text.indexOf('thing') + 5 })
      if (range) document.getSelection()?.setBaseAndExtent(range.endContainer, range.endOffset, range.startContainer, range.startOffset)
      return String(document.getSelection())
    })
  const words = await select()
  await speak(page, ['stressed words', 'highlight by Nora', 'end of highlight'], ['has', 'a', 'b'])
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe(words)
})
