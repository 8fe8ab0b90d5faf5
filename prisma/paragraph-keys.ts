import { createHash } from 'node:crypto'
import type { Chapter } from '#domain/guide.ts'

/**
 * What each paragraph's marks are kept under: a hash of its words, so that they go with it when others come before it, and
 * go away when it is rewritten. Of equal paragraphs each has its own.
 */
export function paragraphKeys({ text, paragraphs }: Pick<Chapter, 'text' | 'paragraphs'>): { label: string; key: string }[] {
  const seen = new Map<string, number>()
  return paragraphs.map(({ start, end, label }) => {
    const hash = createHash('sha256').update(text.slice(start, end)).digest('base64url').slice(0, 22)
    const nth = (seen.get(hash) ?? 0) + 1
    seen.set(hash, nth)
    return { label, key: nth === 1 ? hash : `${hash}.${nth}` }
  })
}
