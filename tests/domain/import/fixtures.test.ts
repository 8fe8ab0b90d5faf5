import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { summaryLine } from '#domain/import/review/figures.ts'
import { importFixture, outline, reportLines } from './read-lines.ts'

const TEXTS = readdirSync('tests/fixtures/import').filter((name) => name.endsWith('.txt'))

/** What is expected stands beside each text, in `.md`: the outline, then the report line by line. */
test.each(TEXTS)('%s comes out as it should', async (name) => {
  const text = importFixture(name)
  const result = [`title: ${text.title}`, outline(text), '', ...reportLines(text), '', summaryLine(text), ''].join('\n')
  await expect(result).toMatchFileSnapshot(`../../fixtures/import/${name.replace('.txt', '.md')}`)
})
