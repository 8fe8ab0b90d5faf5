import 'server-only'
import { readMarkdown } from '#server/markdown/markdown.ts'
import { plainMarkdown } from '#server/markdown/plain.ts'
import { type Block, writeBlocks } from '#server/markdown/write-blocks.ts'

/**
 * What the page shows of members' words, as Markdown that other programs show alike; lists in it have other bullets than the list of
 * notes that it is put into. The work may grow faster than the words: `outgoing.ts` has it done in a thread.
 */
export function markdownOf(body: string): string {
  const { text, tree } = readMarkdown(body)
  return tree ? writeBlocks(tree.children as Block[], '*').trimEnd() : plainMarkdown(text)
}
