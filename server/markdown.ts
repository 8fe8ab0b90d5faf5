import 'server-only'
import type { Root } from 'mdast'
import { type Dialect, htmlOf, treeOf } from '#server/markdown-tree.ts'

/** Direction overrides turn other people's words around; they stay in the body and are left out of the page. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu
/** No script stacks more marks on a letter; more of them climb over the neighbouring lines. */
const STACKED = /(\p{M}{8})\p{M}+/gu

function clean(body: string): string {
  return body.replace(/\r\n?/g, '\n').replace(UNSEEN, '').toWellFormed().replace(STACKED, '$1')
}

/** More than twenty lists and quotations opened in one line. */
const DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){21}/m
const OPENERS = /[*_~]+|[[<`]/g
const MAX_OPENERS = 300

/** Whether parsing would take time out of proportion: the parser is quadratic in open marks and recursive in depth. */
function isTangled(text: string): boolean {
  return DEEP.test(text) || text.split(/\n\s*\n/).some((part) => (part.match(OPENERS)?.length ?? 0) > MAX_OPENERS)
}

/** Anything that Markdown may read as more than paragraphs and lines. */
const MARKED = /[\\`*_~[\]<>&#|@]|^[ \t]*(?:[-+=:]|\d+[.)])|:\/\/|www\./im

function plainHtml(text: string): string {
  const escaped = text.replace(/&/g, '&#x26;').replace(/</g, '&#x3C;')
  const paragraphs = escaped.split(/\n(?:[ \t]*\n)+/).map((part) => part.replace(/^[ \t]+|[ \t]+$/gm, '').trim())
  return paragraphs
    .filter((part) => part)
    .map((part) => `<p dir="auto">${part.replaceAll('\n', '<br>\n')}</p>`)
    .join('\n')
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

/** The same as `renderMarkdown`, worked out anew; `dialect` is for tests. */
export function renderAnew(body: string, dialect: 'as needed' | 'extended' = 'as needed'): string {
  if (dialect === 'as needed' && !MARKED.test(body)) return plainHtml(clean(body))
  const { text, tree } = readMarkdown(body, dialect)
  try {
    return tree ? htmlOf(tree) : plainHtml(text)
  } catch (error) {
    if (error instanceof RangeError) return plainHtml(text)
    throw error
  }
}

// A list of thousands is asked for again and again, and the same words always give the same page. In letters: less would
// forget the beginning of a long list before it is asked for again.
const MAX_REMEMBERED = 24_000_000
const remembered = new Map<string, string>()
let rememberedSize = 0

/**
 * Members' Markdown as HTML that is safe to put into a page: no pictures, no HTML of theirs, links to http, https and
 * mail only. Headings become bold lines, a line break stays one. Words too tangled to parse in good time come out plain.
 */
export function renderMarkdown(body: string): string {
  const known = remembered.get(body)
  if (known !== undefined) return known
  const html = renderAnew(body)
  remembered.set(body, html)
  rememberedSize += body.length + html.length
  for (const [oldest, page] of remembered) {
    if (rememberedSize <= MAX_REMEMBERED) break
    remembered.delete(oldest)
    rememberedSize -= oldest.length + page.length
  }
  return html
}
