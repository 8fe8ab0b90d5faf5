import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Truth } from '#tests/bench/anchoring/editions.ts'

/** A text that somebody revised by hand, and what became of its passages. */
export type Revision = { name: string; before: string; after: string; passages: { passage: Passage; truth: Truth }[] }

/**
 * Reads the revisions under fixtures/: pairs of files in which passages stand in brackets, as in `[[3:some words]]`.
 * A passage with the same number after is the same passage; one without was deleted.
 */
export function handRevisions(): Revision[] {
  const folder = join(import.meta.dirname, '../fixtures')
  return globSync('revision-*.before.txt', { cwd: folder })
    .sort()
    .map((file) => {
      const before = readMarked(join(folder, file))
      const after = readMarked(join(folder, file.replace('.before.', '.after.')))
      const passages = [...before.passages].map(([number, passage]): Revision['passages'][number] => {
        const range = after.passages.get(number)
        if (!range) return { passage, truth: { fate: 'deleted', ranges: [] } }
        const intact = before.text.slice(passage.start, passage.end) === after.text.slice(range.start, range.end)
        return { passage, truth: { fate: intact ? 'intact' : 'edited', ranges: [range] } }
      })
      return { name: file.replace(/^revision-|\.before\.txt$/g, ''), before: before.text, after: after.text, passages }
    })
}

function readMarked(path: string): { text: string; passages: Map<string, Passage> } {
  let text = ''
  const passages = new Map<string, Passage>()
  for (const [plain, number, words] of readFileSync(path, 'utf8').matchAll(/\[\[(\d+):([\s\S]*?)\]\]|(?:(?!\[\[)[\s\S])+/g)) {
    if (number === undefined || words === undefined) {
      text += plain
    } else {
      passages.set(number, { start: text.length, end: text.length + words.length })
      text += words
    }
  }
  return { text, passages }
}
