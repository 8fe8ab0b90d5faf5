import { expect, type Page } from '@playwright/test'
import type * as highlightModule from '#client/painting/highlight-painter.ts'
import type * as markModule from '#client/painting/mark-painter.ts'
import type * as keepModule from '#client/selection/keep-in-article.ts'
import type * as linksModule from '#client/selection/select-from-links.ts'
import type * as selectionModule from '#client/selection/selection.ts'
import type * as spokenModule from '#client/selection/spoken-borders.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

/*
 * Every gesture over every kind of block, with passages painted over one another and told to screen readers, under both
 * painters: none of that may show in what is selected.
 */

const CHAPTER = `<style>#chapter-text a { user-select: text } .sign::before { content: '✱' }</style><h1>Before</h1>
<article id="chapter-text"><p id="p1"><a class="paragraph-link" href="#p1" aria-label="Paragraph 1"></a>The first paragraph has <em>stressed</em> words<a class="sign" href="#r" aria-label="Record"></a> and <a href="#term">a <strong>term</strong></a>.<a class="sign" href="#n" aria-label="Note 1"></a></p>
<p id="p2"><a class="paragraph-link" href="#p2" aria-label="Paragraph 2"></a>A family 👩‍👩‍👧 reads, and é has its accent apart.</p>
<ul id="p3"><a class="paragraph-link" href="#p3" aria-label="Paragraph 3"></a>
<li>one thing</li>
<li>another thing</li>
</ul>
<blockquote id="p4"><a class="paragraph-link" href="#p4" aria-label="Paragraph 4"></a>
<p>quoted words stand here</p>
</blockquote>
<p id="p5"><a class="paragraph-link" href="#p5" aria-label="Paragraph 5"></a>The last words of all.</p></article>
<p id="after">Behind the chapter.</p>`

type Gestures = { index: indexModule.TextIndex; read: () => string | null }
declare global {
  interface Window {
    gestures: Gestures
  }
}

async function open(page: Page, kind: 'highlight' | 'mark') {
  await openModulePage(page, CHAPTER)
  await page.evaluate(async (kind) => {
    const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
    const { readSelection } = (await import('#client/selection/selection.ts')) as typeof selectionModule
    const { createHighlightPainter } = (await import('#client/painting/highlight-painter.ts')) as typeof highlightModule
    const { createMarkPainter } = (await import('#client/painting/mark-painter.ts')) as typeof markModule
    const { createSpokenBorders } = (await import('#client/selection/spoken-borders.ts')) as typeof spokenModule
    const { selectFromLinks } = (await import('#client/selection/select-from-links.ts')) as typeof linksModule
    const { keepInArticle } = (await import('#client/selection/keep-in-article.ts')) as typeof keepModule
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no article')
    const index = new TextIndex(article)
    const passages = [
      ...index.text.matchAll(/first paragraph|has stressed|words and a|family 👩‍👩‍👧|thing\nanother|quoted words|words of/g),
    ].map(({ index: start, 0: words }) => ({ start, end: start + words.length }))
    const [one, ...others] = passages
    const painter = kind === 'highlight' ? createHighlightPainter(index) : createMarkPainter(index)
    painter.paint({ 'layer-1': one ? [one] : [], 'own-2': others, active: others.slice(0, 2) })
    createSpokenBorders(index).show(() =>
      passages.flatMap(({ start, end }) => [
        { at: start, side: 'start' as const, words: 'highlight' },
        { at: end, side: 'end' as const, words: 'end of highlight' },
      ]),
    )
    selectFromLinks(article)
    keepInArticle(index)
    while (document.querySelectorAll('[role=img]').length < 2 * passages.length) await new Promise((done) => requestAnimationFrame(done))
    window.gestures = {
      index,
      read() {
        const passage = readSelection(document.getSelection(), index)
        return passage && index.text.slice(passage.start, passage.end)
      },
    }
  }, kind)
}

const selected = (page: Page) => page.evaluate(() => window.gestures.read())

/** One edge of some words, just inside of them. */
const edge = (page: Page, words: string, side: 'start' | 'end') =>
  page.evaluate(
    ({ words, side }) => {
      const { index } = window.gestures
      const start = index.text.indexOf(words)
      const rects = [...(index.rangeOf({ start, end: start + words.length })?.getClientRects() ?? [])].filter(({ width }) => width > 0)
      const rect = side === 'start' ? rects[0] : rects.at(-1)
      if (!rect) throw new Error(`no place for ${words}`)
      return { x: side === 'start' ? rect.left + 0.5 : rect.right - 0.5, y: rect.top + rect.height / 2 }
    },
    { words, side },
  )

async function draw(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** What is drawn from the beginning of some words to the end of others, and what that is called. */
const STRETCHES: [what: string, from: string, to: string, words?: string][] = [
  ['words over a record sign', 'stressed words', 'and'],
  ['a whole paragraph with its signs', 'The first', 'term.', 'The first paragraph has stressed words and a term.'],
  ['within a link', 'term', 'term'],
  ['across paragraphs', 'a term', 'A family', 'a term.\nA family'],
  ['within a list, over its items', 'thing', 'another'],
  ['from the text into a list', 'apart', 'one thing', 'apart.\n\none thing'],
  ['over a quotation', 'another', 'The last', 'another thing\n\n\nquoted words stand here\n\nThe last'],
  ['to the very end', 'words of', 'all.', 'words of all.'],
  ['an emoji of several signs', '👩‍👩‍👧', '👩‍👩‍👧'],
]

for (const kind of ['highlight', 'mark'] as const) {
  test.describe(`under the ${kind} painter`, () => {
    test.beforeEach(({ page }) => open(page, kind))

    for (const [what, from, to, words] of STRETCHES) {
      test(`forwards and backwards: ${what}`, async ({ page }) => {
        const text = await page.evaluate(() => window.gestures.index.text)
        const wanted = words ?? text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)) + to.length)
        const [start, end] = [await edge(page, from, 'start'), await edge(page, to, 'end')]
        await draw(page, start, end)
        await expect.poll(() => selected(page)).toBe(wanted)
        await page.mouse.click(3, 3)
        await draw(page, end, start)
        await expect.poll(() => selected(page)).toBe(wanted)
      })
    }

    test('from a link on, while other words are still selected', async ({ page }) => {
      await draw(page, await edge(page, 'words of', 'start'), await edge(page, 'all.', 'end'))
      await draw(page, await edge(page, 'a term', 'start'), await edge(page, 'term.', 'end'))
      await expect.poll(() => selected(page)).toBe('a term.')
    })

    test('a double click means the word, a triple click the paragraph and nothing else', async ({ page }) => {
      for (const word of ['stressed', 'paragraph', 'family', 'another', 'quoted', 'words of']) {
        const { x, y } = await edge(page, word, 'start')
        await page.mouse.click(3, 3)
        await page.mouse.dblclick(x + 6, y)
        await expect.poll(() => selected(page)).toBe(word.split(' ')[0])
      }
      for (const [word, block] of Object.entries({ stressed: 'p1', family: 'p2', 'The last': 'p5' })) {
        const { x, y } = await edge(page, word, 'start')
        await page.mouse.click(3, 3)
        await page.mouse.click(x + 6, y, { clickCount: 3 })
        await expect.poll(() => selected(page)).toBe(await page.locator(`#${block}`).evaluate((node) => node.textContent?.trim()))
      }
      for (const words of ['another thing', 'quoted words stand here']) {
        const { x, y } = await edge(page, words, 'start')
        await page.mouse.click(3, 3)
        await page.mouse.click(x + 6, y, { clickCount: 3 })
        await expect.poll(() => selected(page)).toBe(words)
      }
    })

    test('a mere click means nothing, and everything means the chapter', async ({ page }) => {
      const { x, y } = await edge(page, 'stressed', 'start')
      await page.mouse.click(x + 6, y)
      await expect.poll(() => selected(page)).toBeNull()
      await page.keyboard.press('Control+a')
      await expect.poll(() => selected(page)).toBe(await page.evaluate(() => window.gestures.index.text.trim()))
    })

    test('from above the chapter and to below it, clipped to the chapter', async ({ page }) => {
      const [above, below] = [await page.locator('h1').boundingBox(), await page.locator('#after').boundingBox()]
      await draw(page, { x: (above?.x ?? 0) + 4, y: (above?.y ?? 0) + 10 }, await edge(page, 'The first', 'end'))
      await expect.poll(() => selected(page)).toBe('The first')
      await draw(page, await edge(page, 'words of all', 'start'), { x: (below?.x ?? 0) + 60, y: (below?.y ?? 0) + 10 })
      await expect.poll(() => selected(page)).toBe('words of all.')
    })
  })
}
