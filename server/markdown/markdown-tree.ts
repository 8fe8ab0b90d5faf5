import 'server-only'
import type { Root as Html } from 'hast'
import type { Link, Root as Markdown, PhrasingContent } from 'mdast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkBreaks from 'remark-breaks'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type PluggableList, type Processor, unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { splitAddress } from '#server/markdown/bare-address.ts'
import { linkCitedParagraphs } from '#server/markdown/cited-paragraphs.ts'
import { directElements } from '#server/markdown/direct-elements.ts'

/* What members' Markdown means, in one place: the tree from which the page is made, and what leaves the group. */

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

export type Dialect = 'common' | 'extended'

function createReader(dialect: PluggableList) {
  return unified()
    .use(remarkParse)
    .use(dialect)
    .use(keepLiteral)
    .use(remarkBreaks)
    .use(flattenHeadings)
    .use(linkImages)
    .use(endAddresses)
    .use(tameLinks)
    .freeze()
}

const readers = {
  // Emphasis that ends in a full-width sign is emphasis also where no space follows, as in Chinese and Japanese.
  common: createReader([remarkCjkFriendly]),
  /** With tables, crossed out words and bare addresses, which takes twice as long. */
  extended: createReader([[remarkGfm, { singleTilde: false }], remarkCjkFriendly, [remarkCjkStrikethrough, { singleTilde: false }]]),
}

const writer = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, SCHEMA)
  .use(markLinks)
  .use(linkCitedParagraphs)
  .use(directElements)
  .use(rehypeStringify)
  .freeze()

/** The tree of what the page shows. @param text without what `clean` takes away */
export function treeOf(text: string, dialect: Dialect): Markdown {
  const reader = readers[dialect]
  return reader.runSync(reader.parse(text), text) as Markdown
}

/** A tree as safe HTML. */
export const htmlOf = (tree: Markdown): string => String(writer.stringify(writer.runSync(tree) as Html))

function keepLiteral(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: LITERAL } }]
}

/** The page owns its outline: a heading inside somebody's note is a bold line; one without words is none. */
function flattenHeadings() {
  return (tree: Markdown) => {
    visit(tree, 'heading', (node, index, parent) => {
      if (!parent || index === undefined) return
      if (node.children.length === 0) {
        parent.children.splice(index, 1)
        return index
      }
      parent.children[index] = { type: 'paragraph', children: [{ type: 'strong', children: node.children }] }
      // Two paragraphs of one item would run together otherwise.
      if (parent.type === 'listItem' && parent.children.length > 1) parent.spread = true
    })
  }
}

/** Pictures would tell other sites who reads here: they become links. */
function linkImages() {
  return (tree: Markdown) => {
    visit(tree, 'image', ({ url, alt }, index, parent) => {
      if (parent && index !== undefined) parent.children[index] = { type: 'link', url, children: [{ type: 'text', value: alt || url }] }
    })
  }
}

/** An address that was typed bare ends before a sign that no address has; the parser knows those of English only. */
function endAddresses() {
  return (tree: Markdown, file: { value: unknown }) => {
    const source = String(file.value)
    visit(tree, 'link', (node, index, parent) => {
      const [only] = node.children
      const at = node.position?.start.offset
      const isBare = at !== undefined && !/[![<]/.test(source.charAt(at))
      if (!parent || index === undefined || only?.type !== 'text' || !isBare || node.url.startsWith('mailto:')) return
      const parts = splitAddress(only.value)
      parent.children.splice(index, 1, ...parts)
      return index + parts.length
    })
  }
}

/** Links lead to whole addresses only, and have no titles; one that does not is plain text. No link inside a link. */
function tameLinks() {
  return (tree: Markdown) => {
    visit(tree, 'link', (node, index, parent) => {
      if (!parent || index === undefined) return
      if (!/^(https?:\/\/|mailto:)/i.test(node.url)) {
        parent.children.splice(index, 1, ...node.children)
        return index
      }
      node.title = null
      node.children = withoutLinks(node.children) as Link['children']
      return SKIP
    })
  }
}

function withoutLinks(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'link') return withoutLinks(node.children)
    return 'children' in node ? [{ ...node, children: withoutLinks(node.children) } as PhrasingContent] : [node]
  })
}

/** Where people write what they like, links vouch for nothing and tell nobody who reads. */
function markLinks() {
  return (tree: Html) => {
    visit(tree, 'element', (node) => {
      if (node.tagName === 'a') node.properties.rel = ['nofollow', 'noopener', 'noreferrer']
    })
  }
}
