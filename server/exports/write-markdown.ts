import 'server-only'
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, PhrasingContent, Root } from 'mdast'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import remarkGfm from 'remark-gfm'
import { unified } from 'unified'
import { readMarkdown } from '#server/words/markdown.ts'

/* Markdown on its way out. It is written from trees, so that whatever somebody typed shows elsewhere what it shows on the page. */

export type Block = BlockContent | DefinitionContent

const gfm = unified().use(remarkGfm, { singleTilde: false }).freeze()
/** Of GFM only tables and crossed-out words are written; all else that it could read into plain words is escaped. */
const OPTIONS: Options = {
  extensions: (gfm.data() as { toMarkdownExtensions?: Options[] }).toMarkdownExtensions ?? [],
  bullet: '-',
  emphasis: '*',
  rule: '*',
  listItemIndent: 'one',
  resourceLink: true,
  tightDefinitions: true,
}

/** Blocks as Markdown that any reader of CommonMark with tables shows alike, with an empty line behind them. */
export function writeBlocks(blocks: Block[]): string {
  return blocks.length > 0 ? `${toMarkdown({ type: 'root', children: blocks } as Root, OPTIONS)}\n` : ''
}

/** What the page shows of somebody's words. */
export function blocksOf(body: string): Block[] {
  const { text, tree } = readMarkdown(body)
  return tree ? (tree.children as Block[]) : plainBlocks(text)
}

export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
export const words = (value: string): PhrasingContent => ({ type: 'text', value: inOneLine(value) })
export const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [words(value)] })
export const heading = (depth: 1 | 2 | 3 | 4, value: string): Block =>
  ({ type: 'heading', depth, children: [words(value)] }) as unknown as Block
export const list = (items: Block[][]): List => ({
  type: 'list',
  spread: true,
  children: items.map((children): ListItem => ({ type: 'listItem', spread: true, children })),
})

const inOneLine = (value: string) => value.replace(/\s+/g, ' ').trim()

/**
 * Words that are too tangled to parse, as lines that read as just these words. The tree's writer compares every sign of a text with
 * every other, so these are written here.
 */
function plainBlocks(text: string): Block[] {
  const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim())
  return parts.map((part) => paragraph({ type: 'html', value: part.trim().split('\n').map(escapeLine).join('\\\n') }))
}

function escapeLine(line: string): string {
  return line
    .trim()
    .replace(/[\\`*_{}[\]<>|~$&@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^([#+=:-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
