import 'server-only'
import type { BlockContent, DefinitionContent, Root } from 'mdast'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import remarkGfm from 'remark-gfm'
import { unified } from 'unified'

/* Markdown on its way out. It is written from trees, so that whatever somebody typed shows elsewhere what it shows on the page. */

export type Block = BlockContent | DefinitionContent

const gfm = unified().use(remarkGfm, { singleTilde: false }).freeze()
/** Of GFM only tables and crossed-out words are written; all else that it could read into plain words is escaped. */
const OPTIONS: Options = {
  extensions: (gfm.data() as { toMarkdownExtensions?: Options[] }).toMarkdownExtensions ?? [],
  emphasis: '*',
  rule: '*',
  listItemIndent: 'one',
  resourceLink: true,
  tightDefinitions: true,
}

/**
 * Blocks as Markdown that any reader of CommonMark with tables shows alike, with an empty line behind them.
 * @param bullet of their lists: two lists that follow one another are one when their bullets are the same
 */
export function writeBlocks(blocks: Block[], bullet: '-' | '*' = '-'): string {
  const bullets = { bullet, bulletOther: bullet === '-' ? '*' : '+' } as const
  return blocks.length > 0 ? `${toMarkdown({ type: 'root', children: blocks } as Root, { ...OPTIONS, ...bullets })}\n` : ''
}
