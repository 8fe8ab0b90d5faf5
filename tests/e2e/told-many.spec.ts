import { expect } from '@playwright/test'
import type * as bordersModule from '#client/selection/borders.ts'
import type * as spokenModule from '#client/selection/spoken-borders.ts'
import type * as indexModule from '#client/selection/text-index.ts'
import { openModulePage } from '../support/module-page.ts'
import { test } from './fixtures.ts'

/** A chapter of about 90 kB. */
const PARAGRAPHS = Array.from({ length: 140 }, (_, at) => {
  const words = Array.from({ length: 100 }, (_, word) => `word${(at * 7 + word) % 97}`)
  return `<p>${words.join(' ')}.</p>`
})

/** Paragraphs that one slice of work changes at most, by a clock on which each of them takes half of a slice. */
const MOST_A_SLICE = 2

for (const count of [1_000, 10_000]) {
  test(`${count} annotations of a long chapter are told in short slices`, async ({ page }) => {
    await openModulePage(page, `<article id="chapter-text">${PARAGRAPHS.join('\n')}</article>`)
    const measured = await page.evaluate(async (count) => {
      const { TextIndex } = (await import('#client/selection/text-index.ts')) as typeof indexModule
      const { findBorders } = (await import('#client/selection/borders.ts')) as typeof bordersModule
      const { createSpokenBorders } = (await import('#client/selection/spoken-borders.ts')) as typeof spokenModule
      const article = document.getElementById('chapter-text')
      if (!article) throw new Error('no article')
      const index = new TextIndex(article)
      const before = article.textContent
      const passages = Array.from({ length: count }, (_, at) => {
        const start = (at * 7919) % (index.text.length - 300)
        return { start, end: start + 20 + ((at * 31) % 200) }
      })
      const paragraphs = [...article.children]
      const told = () => paragraphs.map((paragraph) => paragraph.querySelectorAll('[role=img]').length)
      // How many paragraphs each slice has changed. Three milliseconds go by whenever somebody looks at the clock, and a slice has six:
      // so the verdict is the same on every machine.
      const slices: number[] = []
      let clock = 0
      performance.now = () => {
        clock += 3
        return clock
      }
      const idle = window.requestIdleCallback.bind(window)
      window.requestIdleCallback = (run, options) =>
        idle((deadline) => {
          const before = told()
          run(deadline)
          slices.push(told().filter((count, at) => count !== before[at]).length)
        }, options)
      const settled = async (wanted: number) => {
        while (document.querySelectorAll('[role=img]').length !== wanted) await new Promise((done) => requestAnimationFrame(done))
      }
      const list = (some: typeof passages) => findBorders(index.text, some, 'en').map(({ at, side }) => ({ at, side, words: side }))
      const all = list(passages)
      const spoken = createSpokenBorders(index)
      spoken.show(() => list(passages))
      await settled(all.length)
      const [most, number] = [Math.max(...slices), slices.length]
      slices.length = 0
      const fewer = passages.slice(0, -1)
      spoken.show(() => list(fewer))
      await settled(list(fewer).length)
      const same = article.textContent === before && index.text === before
      return { borders: all.length, most, number, mostForOne: Math.max(...slices), same }
    }, count)
    test.info().annotations.push({ type: 'measured', description: JSON.stringify(measured) })
    expect(measured.same).toBe(true)
    expect(measured.most).toBeLessThanOrEqual(MOST_A_SLICE)
    expect(measured.number).toBeGreaterThan(PARAGRAPHS.length / MOST_A_SLICE)
    expect(measured.mostForOne).toBeLessThanOrEqual(MOST_A_SLICE)
  })
}
