import { expect, test } from 'vitest'
import { writeMarkdown } from '#domain/import/guide/write-markdown.ts'

test('notes that refer to notes, one after another, are all written', () => {
  const count = 50_000
  const notes = new Map(Array.from({ length: count }, (_, at) => [`n${at}`, at + 1 < count ? `See [^n${at + 1}].` : 'The last.']))
  const written = writeMarkdown([{ kind: 'paragraph', origin: { line: 1 }, text: 'Words.[^n0]' }], notes)
  expect(written).toContain(`[^n${count - 1}]: The last.`)
})
