import { expect, type Page } from '@playwright/test'
import type * as selectionModule from '#client/selection/selection.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

/** Blocks of every kind that a chapter has, with white space between them as the server writes it. */
const CHAPTER = `<h1>Before</h1>
<article id="chapter-text"><p id="p1" data-n="1"><a class="paragraph-link" href="#p1" aria-label="Paragraph 1"></a>The first paragraph has <em>stressed</em> words and <a href="#term">a <strong>term</strong></a>.</p>
<p id="p2" data-n="2"><a class="paragraph-link" href="#p2" aria-label="Paragraph 2"></a>A family 👩‍👩‍👧 reads, and é has its accent apart.</p>
<ul id="p3" data-n="3"><a class="paragraph-link" href="#p3" aria-label="Paragraph 3"></a>
<li>one thing</li>
<li>another thing</li>
</ul>
<blockquote id="p4" data-n="4"><a class="paragraph-link" href="#p4" aria-label="Paragraph 4"></a>
<p>quoted words</p>
</blockquote>
<p id="p5" data-n="5"><a class="paragraph-link" href="#p5" aria-label="Paragraph 5"></a>The last words of all.</p></article>
<p id="after">Behind the chapter.</p>`

declare global {
  interface Window {
    index: indexModule.TextIndex
    readSelection: typeof selectionModule.readSelection
  }
}

test.beforeEach(async ({ page }) => {
  await openModulePage(page, CHAPTER)
  await page.evaluate(async () => {
    const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
    const { readSelection } = (await import('#client/selection/selection.ts')) as typeof selectionModule
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no article')
    window.index = new TextIndex(article)
    window.readSelection = readSelection
  })
})

/** The words of the passage that the selection stands for. */
const selected = (page: Page) =>
  page.evaluate(() => {
    const passage = window.readSelection(document.getSelection(), window.index)
    return passage && window.index.text.slice(passage.start, passage.end)
  })

/** Middle of the left edge of the `at`-th letter of the first text that holds `words`. */
async function placeOf(page: Page, words: string, edge: 'start' | 'end') {
  return page.evaluate(
    ({ words, edge }) => {
      const start = window.index.text.indexOf(words)
      const range = window.index.rangeOf({ start, end: start + words.length })
      const rects = [...(range?.getClientRects() ?? [])]
      const rect = edge === 'start' ? rects[0] : rects.at(-1)
      if (!rect) throw new Error(`no place for ${words}`)
      return { x: edge === 'start' ? rect.left : rect.right, y: rect.top + rect.height / 2 }
    },
    { words, edge },
  )
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** Selects by the places of two DOM points, as browsers leave them after a gesture. */
const select = (page: Page, from: [string, number], to: [string, number]) =>
  page.evaluate(
    ({ from, to }) => {
      const node = (selector: string) => document.querySelector(selector) ?? document.body
      document.getSelection()?.setBaseAndExtent(node(from[0]), from[1], node(to[0]), to[1])
    },
    { from, to },
  )

test.describe('what the mouse selects', () => {
  test('words in one paragraph, across elements', async ({ page }) => {
    await drag(page, await placeOf(page, 'paragraph has', 'start'), await placeOf(page, 'a term', 'end'))
    expect(await selected(page)).toBe('paragraph has stressed words and a term')
  })

  test('backwards, from a later paragraph to an earlier one', async ({ page }) => {
    await drag(page, await placeOf(page, 'quoted words', 'end'), await placeOf(page, 'another thing', 'start'))
    expect(await selected(page)).toBe('another thing\n\n\nquoted words')
  })

  test('one word by a double click, without the space that some systems add', async ({ page }) => {
    const { x, y } = await placeOf(page, 'stressed', 'start')
    await page.mouse.dblclick(x + 10, y)
    expect(await selected(page)).toBe('stressed')
  })

  test('a whole paragraph by a triple click, and nothing of the next', async ({ page }) => {
    const { x, y } = await placeOf(page, 'A family', 'start')
    await page.mouse.click(x + 10, y, { clickCount: 3 })
    expect(await selected(page)).toBe('A family 👩‍👩‍👧 reads, and é has its accent apart.')
  })

  test('the last paragraph by a triple click, and nothing behind the chapter', async ({ page }) => {
    const { x, y } = await placeOf(page, 'The last', 'start')
    await page.mouse.click(x + 10, y, { clickCount: 3 })
    expect(await selected(page)).toBe('The last words of all.')
  })

  test('nothing by a mere click', async ({ page }) => {
    const { x, y } = await placeOf(page, 'stressed', 'start')
    await page.mouse.click(x + 10, y)
    expect(await selected(page)).toBeNull()
  })

  test('from before the chapter and to behind it, clipped to the chapter', async ({ page }) => {
    const before = await page.locator('h1').boundingBox()
    if (!before) throw new Error('no heading')
    await drag(page, { x: before.x + 4, y: before.y + before.height / 2 }, await placeOf(page, 'The first', 'end'))
    expect(await selected(page)).toBe('The first')
    const after = await page.locator('#after').boundingBox()
    if (!after) throw new Error('nothing behind')
    await drag(page, await placeOf(page, 'words of all', 'start'), { x: after.x + 60, y: after.y + after.height / 2 })
    expect(await selected(page)).toBe('words of all.')
  })

  test('only text outside the chapter: nothing', async ({ page }) => {
    const { x, y, height } = (await page.locator('#after').boundingBox()) ?? { x: 0, y: 0, height: 0 }
    await page.mouse.dblclick(x + 10, y + height / 2)
    expect(await page.evaluate(() => String(document.getSelection()))).toContain('Behind')
    expect(await selected(page)).toBeNull()
  })
})

test.describe('what other ways of selecting leave', () => {
  test('with the keyboard, letter by letter and word by word', async ({ page }) => {
    await page.evaluate(() => {
      const range = window.index.rangeOf({ start: 4, end: 5 })
      if (range) document.getSelection()?.collapse(range.startContainer, range.startOffset)
      document.body.contentEditable = 'true'
      document.body.focus()
    })
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight')
    expect(await selected(page)).toBe('fir')
    await page.keyboard.press('Shift+Control+ArrowRight')
    await page.keyboard.press('Shift+Control+ArrowRight')
    expect(await selected(page)).toBe('first paragraph')
  })

  test('element points: from the start of a block to the start of the next', async ({ page }) => {
    await select(page, ['#p3', 0], ['#p4', 0])
    expect(await selected(page)).toBe('one thing\nanother thing')
  })

  test('everything on the page: the whole chapter to its very end', async ({ page }) => {
    await page.keyboard.press('Control+a')
    const words = await selected(page)
    expect(words).toBe(await page.evaluate(() => window.index.text.trim()))
    expect(words?.endsWith('of all.')).toBe(true)
  })

  test('several ranges, as Firefox makes them: the one under the hand, with what touches it', async ({ page }) => {
    const read = (parts: string[], hand: string) =>
      page.evaluate(
        ({ parts, hand }) => {
          const rangeOf = (words: string) => {
            const start = window.index.text.indexOf(words)
            const range = window.index.rangeOf({ start, end: start + words.length })
            if (!range) throw new Error(`no range for ${words}`)
            return range
          }
          // This browser holds one range only, so what a selection says of itself is put together here.
          const [ranges, { endContainer: focusNode, endOffset: focusOffset }] = [parts.map(rangeOf), rangeOf(hand)]
          const selection = {
            isCollapsed: false,
            rangeCount: ranges.length,
            getRangeAt: (at: number) => ranges[at],
            focusNode,
            focusOffset,
          }
          const passage = window.readSelection(selection as unknown as Selection, window.index)
          return passage && window.index.text.slice(passage.start, passage.end)
        },
        { parts, hand },
      )
    expect(await read(['first paragraph', 'one thing', 'last words'], 'one thing')).toBe('one thing')
    expect(await read(['first paragraph', 'last words'], 'last words')).toBe('last words')
    expect(await read(['The first ', 'paragraph has', ' stressed', 'last words'], ' stressed')).toBe('The first paragraph has stressed')
  })

  test('only white space between two blocks: nothing', async ({ page }) => {
    await page.evaluate(() => {
      const gap = document.querySelector('#p1')?.nextSibling
      if (gap) document.getSelection()?.setBaseAndExtent(gap, 0, gap, 1)
    })
    expect(await selected(page)).toBeNull()
  })

  test('half a grapheme is widened to the whole one', async ({ page }) => {
    const words = await page.evaluate(() => {
      const at = window.index.text.indexOf('👩')
      const span = window.index.spanOf({ start: at + 3, end: at + 4 })
      if (span) document.getSelection()?.setBaseAndExtent(span.start.node, span.start.offset, span.end.node, span.end.offset)
      const passage = window.readSelection(document.getSelection(), window.index)
      return passage && window.index.text.slice(passage.start, passage.end)
    })
    expect(words).toBe('👩‍👩‍👧')
  })
})

test('every offset goes to the DOM and back', async ({ page }) => {
  const wrong = await page.evaluate(() => {
    const failures: number[] = []
    for (let at = 0; at < window.index.text.length; at++) {
      const span = window.index.spanOf({ start: at, end: at + 1 })
      const back = span && [window.index.offsetOf(span.start), window.index.offsetOf(span.end)]
      if (back?.[0] !== at || back[1] !== at + 1) failures.push(at)
    }
    return { failures, same: window.index.text === window.index.root.textContent }
  })
  expect(wrong).toEqual({ failures: [], same: true })
})
