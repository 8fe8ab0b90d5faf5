import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '#tests/bench/anchoring/random.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** How many paragraphs of a long text repeat an earlier one word for word. */
const REPEATED = 0.03

/** The guide's own prose: every paragraph of its chapters, without front matter and Markdown's marks. */
export function guideParagraphs(): string[] {
  const files = globSync('content/*/[0-9]*.md', { cwd: ROOT, exclude: ['content/_template/**'] }).sort()
  const paragraphs = files.flatMap((file) => {
    const chapter = readFileSync(join(ROOT, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '')
    return chapter.split(/\n\s*\n/).map(plain)
  })
  return paragraphs.filter((paragraph) => paragraph.length > 40)
}

/** Hand-made prose in scripts that have no spaces, join letters, run from right to left or use many units for one character. */
export function otherScripts(): { script: string; paragraphs: string[] }[] {
  return globSync('tests/bench/fixtures/script-*.txt', { cwd: ROOT })
    .sort()
    .map((file) => ({
      script: file.replace(/^.*script-|\.txt$/g, ''),
      paragraphs: readFileSync(join(ROOT, file), 'utf8').trim().split(/\n\n+/),
    }))
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(#+|[-*>]|\d+\.) /gm, '')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Prose of at least a given size. The paragraphs come in their order, then again with their longer words
 * exchanged for others that are about as frequent, so that a long text has the rhythm and the small words
 * of the original without being copies of it. A few paragraphs do repeat earlier ones word for word.
 * @param size in UTF-16 units
 */
export function proseOfSize(paragraphs: string[], size: number, random: Random): string[] {
  const prose: string[] = []
  let length = 0
  for (let round = 0; length < size; round++) {
    for (const paragraph of round === 0 ? paragraphs : exchangeWords(paragraphs, random)) {
      if (length >= size) break
      const next = prose.length > 0 && random.next() < REPEATED ? random.pick(prose) : paragraph
      prose.push(next)
      length += next.length + 2
    }
  }
  return prose
}

/** The same paragraphs in another order, every word of five letters or more exchanged for another of like frequency. */
export function exchangeWords(paragraphs: string[], random: Random): string[] {
  const uses = new Map<string, number>()
  for (const [word] of paragraphs.join(' ').matchAll(LONG_WORD)) uses.set(word.toLowerCase(), (uses.get(word.toLowerCase()) ?? 0) + 1)
  const byFrequency = [...uses.keys()].sort((x, y) => (uses.get(y) ?? 0) - (uses.get(x) ?? 0))
  const exchanged = new Map<string, string>()
  for (let at = 0; at < byFrequency.length; at += 60) {
    const band = byFrequency.slice(at, at + 60)
    const shuffled = random.shuffle(band)
    band.forEach((word, i) => {
      exchanged.set(word, shuffled[i] ?? word)
    })
  }
  return random
    .shuffle(paragraphs)
    .map((paragraph) => paragraph.replace(LONG_WORD, (word) => likeCase(word, exchanged.get(word.toLowerCase()) ?? word)))
}

const LONG_WORD = /\p{L}{5,}/gu

function likeCase(model: string, word: string): string {
  return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
