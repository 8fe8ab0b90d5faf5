import { expect } from 'vitest'
import type { SourceBlock, SourceText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { unaccounted } from './account.ts'

/** A block without the place where it stood. */
export type Loose = SourceBlock extends infer Block ? (Block extends SourceBlock ? Omit<Block, 'origin'> : never) : never

export const p = (text: string): Loose => ({ kind: 'paragraph', text })
export const h = (level: number, text: string): Loose => ({ kind: 'heading', level, text })

/** Blocks as a reader of a structured file hands them over. */
export function source(blocks: Loose[], about: Partial<SourceText> = {}): SourceText {
  const placed = blocks.map((block, index) => ({ ...block, origin: { file: 'text.xhtml', line: index + 1 } }) as SourceBlock)
  return { title: null, creator: null, language: 'en', blocks: placed, contents: [], report: [], ...about }
}

/** What becomes of them, every word of it accounted for. */
export function imported(blocks: Loose[], about: Partial<SourceText> = {}) {
  const text = makeChapters(source(blocks, about))
  expect(unaccounted(text)).toEqual([])
  return text
}
