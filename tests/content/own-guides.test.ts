import { expect, test } from 'vitest'
import { readGuides } from '#server/content/content-guides.ts'

test('the guides that come with the program are without a fault', async () => {
  const guides = await readGuides('content')
  expect(guides.length).toBeGreaterThan(0)
  for (const { guide, chapters } of guides) {
    expect(guide.chapters.map(({ number }) => number)).toEqual(chapters.map((_, index) => index + 1))
    for (const chapter of chapters) {
      expect(chapter.paragraphs.length).toBeGreaterThan(3)
      expect(chapter.text.slice(chapter.paragraphs.at(-1)?.start, chapter.paragraphs.at(-1)?.end)).not.toBe('')
      // No id but the paragraphs' looks like a paragraph's, and none is there twice.
      const ids = [...chapter.html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((id) => /^p\d/.test(id ?? ''))).toHaveLength(chapter.paragraphs.length)
    }
  }
}, 60_000)
