import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import type { Root as Markdown } from 'mdast'
import rehypeSanitize, { type Options as Sanitizer } from 'rehype-sanitize'
import rehypeSlug from 'rehype-slug'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import remarkSmartypants from 'remark-smartypants'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { entryId, type LinkedEntry, resolveLinks } from '#server/content/links.ts'
import type { Report } from '#server/content/problem.ts'

/** A body as a tree, not yet written out. */
export type Body = { tree: Root; linked: LinkedEntry[] }

/** A chapter's body. Offsets are UTF-16 units in `text`; paragraph n is at index n - 1. */
export type NumberedBody = Body & {
  text: string
  paragraphs: { start: number; end: number }[]
  /** The first paragraph that links to each entry of the lists, by the entry's id on the page. */
  mentions: Record<string, number>
}

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false })

const SANITIZER: Sanitizer = {
  tagNames: 'p ul ol li blockquote h2 h3 h4 em strong del a code pre br hr table thead tbody tr th td sup sub'.split(' '),
  attributes: { a: ['href'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: ['script', 'style'],
}

const toTree = unified().use(remarkSmartypants).use(remarkRehype).use(rehypeSanitize, SANITIZER).use(rehypeSlug, { prefix: 'section-' })
const writer = unified().use(rehypeStringify)

/** Blocks that readers cite by number. */
const NUMBERED = new Set(['p', 'ul', 'ol', 'blockquote'])

/** What the text of a guide cannot hold, and what to write instead. */
const REFUSED: Record<string, string> = {
  html: 'HTML is not shown: write Markdown',
  image: 'a picture cannot be shown: describe it in words, or link to its page',
  imageReference: 'a picture cannot be shown: describe it in words, or link to its page',
  footnoteReference: 'a footnote cannot be shown: write a record, or a source in the settings',
  footnoteDefinition: 'a footnote cannot be shown: write a record, or a source in the settings',
}

/**
 * Turns Markdown into a safe tree with resolved links.
 * @param firstLine line of the file on which `markdown` begins
 */
export function parseBody(markdown: string, firstLine: number, report: Report): Body {
  const mdast = parser.parse(markdown)
  const lineOf = (node: { position?: { start: { line: number } } | undefined }) => (node.position?.start.line ?? 1) + firstLine - 1
  visit(mdast, (node) => {
    const isComment = node.type === 'html' && node.value.startsWith('<!--')
    const refusal = REFUSED[node.type]
    if (refusal && !isComment) report(lineOf(node), refusal)
    if (node.type === 'heading' && node.depth === 1)
      report(lineOf(node), 'the title stands in the settings already: begin headings with ##')
  })
  joinLines(mdast)
  const linked = resolveLinks(mdast, lineOf, report)
  return { tree: toTree.runSync(mdast), linked }
}

/** Numbers the paragraphs of a body, in place, and takes down its plain text. */
export function numberBody({ tree, linked }: Body): NumberedBody {
  const mentions = findMentions(tree, linked)
  const paragraphs = numberParagraphs(tree)
  return { tree, linked, text: plainText(tree), paragraphs, mentions }
}

/** The tree as HTML. Its text content is the `text` of the tree it came from. */
export function writeHtml(tree: Root): string {
  return writer.stringify(tree)
}

/** Straight quotation marks, dashes and dots of plain text as print has them. */
export function typographic(text: string): string {
  const tree: Markdown = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
  unified().use(remarkSmartypants).runSync(tree)
  const [paragraph] = tree.children
  const [words] = paragraph?.type === 'paragraph' ? paragraph.children : []
  return words?.type === 'text' ? words.value : text
}

/** A line break inside a paragraph is a space, so that wrapping a file anew does not change its text. */
function joinLines(mdast: Markdown): void {
  visit(mdast, 'text', (node) => {
    node.value = node.value.replace(/[ \t]*\n[ \t]*/g, ' ')
  })
}

/** The number of the first paragraph that links to each entry, by the entry's id on the page. */
function findMentions(tree: Root, linked: LinkedEntry[]): Record<string, number> {
  const mentions: Record<string, number> = {}
  const anchors = new Set(linked.map(({ list, id }) => entryId(list, id)))
  const blocks = tree.children.filter((block) => block.type === 'element' && NUMBERED.has(block.tagName))
  blocks.forEach((block, index) => {
    visit(block, 'element', ({ tagName, properties }) => {
      const anchor = tagName === 'a' && String(properties.href).slice(1)
      if (anchor && anchors.has(anchor)) mentions[anchor] ??= index + 1
    })
  })
  return mentions
}

/** Gives every numbered block its id and an empty link whose "¶ n" is drawn by the style sheet, so that it adds no text. */
function numberParagraphs(tree: Root): { start: number; end: number }[] {
  const paragraphs: { start: number; end: number }[] = []
  let offset = 0
  for (const block of tree.children) {
    const length = block.type === 'doctype' ? 0 : plainText(block).length
    if (block.type === 'element' && NUMBERED.has(block.tagName)) {
      paragraphs.push({ start: offset, end: offset + length })
      numberBlock(block, paragraphs.length)
    }
    offset += length
  }
  return paragraphs
}

function numberBlock(block: Element, number: number): void {
  block.properties = { ...block.properties, id: `p${number}`, dataN: String(number) }
  const link: ElementContent = {
    type: 'element',
    tagName: 'a',
    properties: { className: ['paragraph-link'], href: `#p${number}`, ariaLabel: `Paragraph ${number}`, dataN: String(number) },
    children: [],
  }
  const firstItem = block.children.find((child) => child.type === 'element' && child.tagName === 'li')
  const holder = firstItem?.type === 'element' ? firstItem : block
  holder.children.unshift(link)
}
