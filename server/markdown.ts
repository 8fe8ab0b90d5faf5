import 'server-only'
import type { Element, ElementContent, Root as Html, Parents } from 'hast'
import type { Root as Markdown } from 'mdast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkBreaks from 'remark-breaks'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type PluggableList, type Processor, unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

/** What members' words may become; everything else loses its tag and keeps its text. */
const SCHEMA = {
  tagNames: 'p br strong em del a code pre blockquote ul ol li hr table thead tbody tr th td'.split(' '),
  attributes: { a: ['href'], ol: ['start'], th: [['align', 'left', 'right', 'center']], td: [['align', 'left', 'right', 'center']] },
  protocols: { href: ['http', 'https', 'mailto'] },
  ancestors: { li: ['ol', 'ul'], thead: ['table'], tbody: ['table'], tr: ['table'], th: ['table'], td: ['table'] },
} satisfies Parameters<typeof rehypeSanitize>[0]

/** Syntax that stays as it was typed: HTML, so that "<b>" is shown and not lost; indented lines are no code; no lines that vanish. */
const LITERAL = [
  'htmlFlow',
  'htmlText',
  'codeIndented',
  'tasklistCheck',
  'definition',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
]

function createProcessor(dialect: PluggableList) {
  return unified()
    .use(remarkParse)
    .use(dialect)
    .use(keepLiteral)
    .use(remarkBreaks)
    .use(flattenHeadings)
    .use(remarkRehype)
    .use(linkImages)
    .use(rehypeSanitize, SCHEMA)
    .use(tameLinks)
    .use(rehypeStringify)
    .freeze()
}

const common = createProcessor([])
/** With tables, crossed out words and bare addresses, which takes twice as long. */
const extended = createProcessor([[remarkGfm, { singleTilde: false }]])
/** Nothing of what only the extended Markdown reads goes without one of these. */
const EXTENDED = /[~|@:]|www\.|\[\^/i

function keepLiteral(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: LITERAL } }]
}

/** The page owns its outline: a heading inside somebody's note is a bold line. */
function flattenHeadings() {
  return (tree: Markdown) => {
    visit(tree, 'heading', (node, index, parent) => {
      if (parent && index !== undefined) {
        parent.children[index] = { type: 'paragraph', children: [{ type: 'strong', children: node.children }] }
      }
    })
  }
}

/** Pictures would tell other sites who reads here: they become links. */
function linkImages() {
  return (tree: Html) => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'img') return
      const { src, alt } = node.properties
      node.tagName = 'a'
      node.properties = { href: src }
      node.children = [{ type: 'text', value: String(alt || src || '') }]
    })
  }
}

/** Links lead to whole addresses only; one that does not is plain text. No link inside a link. */
function tameLinks() {
  return (tree: Html) => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'p') node.properties.dir = 'auto'
      if (node.tagName !== 'a' || !parent || index === undefined) return
      if (/^(https?:\/\/|mailto:)/i.test(String(node.properties.href ?? ''))) {
        node.properties.rel = ['nofollow', 'noopener', 'noreferrer']
        node.children = withoutLinks(node)
        return SKIP
      }
      const kept: Parents = parent
      kept.children.splice(index, 1, ...node.children)
      return index
    })
  }
}

function withoutLinks(node: Element): ElementContent[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [child]
    const children = withoutLinks(child)
    return child.tagName === 'a' ? children : [{ ...child, children }]
  })
}

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

/** The same as `renderMarkdown`, worked out anew; `dialect` is for tests. */
export function renderAnew(body: string, dialect: 'as needed' | 'extended' = 'as needed'): string {
  const text = clean(body)
  if ((dialect === 'as needed' && !MARKED.test(text)) || isTangled(text)) return plainHtml(text)
  try {
    return String((dialect === 'extended' || EXTENDED.test(text) ? extended : common).processSync(text))
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
