import 'server-only'
import type { List, ListItem, Paragraph, PhrasingContent } from 'mdast'
import { outgoing } from '#server/markdown/outgoing.ts'
import { isMarked } from '#server/markdown/plain.ts'
import type { Block } from '#server/markdown/write-blocks.ts'

/** What the page shows of somebody's words, as blocks of a file. */
export type Shown = (body: string) => Block[]

/** Prepares the words of some people for a file. @returns a function that knows these bodies */
export async function showWords(bodies: string[]): Promise<Shown> {
  const written = await outgoing(bodies)
  return (body) => ready(written.get(body) ?? '')
}

/** Markdown that is ready for any place of a file. */
export const ready = (markdown: string): Block[] => (markdown ? [{ type: 'html', value: markdown }] : [])

export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
export const words = (value: string): PhrasingContent => inline(inOneLine(value))
/** Words in the midst of a line. Without any sign that Markdown reads they are ready as they stand, which saves looking for each sign in turn. */
export const inline = (value: string): PhrasingContent => ({ type: isMarked(value) ? 'text' : 'html', value })
export const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [words(value)] })
export const heading = (depth: 1 | 2 | 3 | 4, value: string): Block =>
  ({ type: 'heading', depth, children: [words(value)] }) as unknown as Block
export const list = (items: Block[][]): List => ({
  type: 'list',
  spread: true,
  children: items.map((children): ListItem => ({ type: 'listItem', spread: true, children })),
})

const inOneLine = (value: string) => value.replace(/\s+/g, ' ').trim()
