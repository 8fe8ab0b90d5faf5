import 'server-only'
import type { Root } from 'mdast'
import { plainHtml } from '#domain/plain-html.ts'
import { type Dialect, htmlOf, treeOf } from '#server/markdown/markdown-tree.ts'
import { clean, isMarked } from '#server/markdown/plain.ts'

/** More than twenty lists and quotations opened in one line. */
const DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){21}/m
const OPENERS = /[*_~]+|[[<`]/g
const MAX_OPENERS = 300

/** Whether parsing would take time out of proportion: the parser is quadratic in open marks and recursive in depth. */
function isTangled(text: string): boolean {
  return DEEP.test(text) || text.split(/\n\s*\n/).some((part) => (part.match(OPENERS)?.length ?? 0) > MAX_OPENERS)
}

/** Nothing of what only the extended Markdown reads goes without one of these. */
const EXTENDED = /[~|@:]|www\.|\[\^/i

/** The tree of what the page shows of somebody's words, or null when they are too tangled to parse in good time: then they are shown plain. */
export function readMarkdown(body: string, dialect: 'as needed' | Dialect = 'as needed'): { text: string; tree: Root | null } {
  const text = clean(body)
  if (isTangled(text)) return { text, tree: null }
  try {
    return { text, tree: treeOf(text, dialect === 'as needed' ? (EXTENDED.test(text) ? 'extended' : 'common') : dialect) }
  } catch (error) {
    if (error instanceof RangeError) return { text, tree: null }
    throw error
  }
}

/**
 * Members' Markdown as HTML that is safe to put into a page: no pictures, no HTML of theirs, links to http, https and mail only.
 * Headings become bold lines, a line break stays one. Words too tangled to parse in good time come out plain. The work may grow
 * faster than the words: what people send is rendered by `render.ts`, within a budget.
 * @param dialect is for tests
 */
export function renderMarkdown(body: string, dialect: 'as needed' | 'extended' = 'as needed'): string {
  if (dialect === 'as needed' && !isMarked(body)) return plainHtml(clean(body))
  const { text, tree } = readMarkdown(body, dialect)
  try {
    return tree ? htmlOf(tree) : plainHtml(text)
  } catch (error) {
    if (error instanceof RangeError) return plainHtml(text)
    throw error
  }
}
