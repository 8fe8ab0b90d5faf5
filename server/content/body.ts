import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import type { Text } from 'mdast'
import rehypeSanitize, { type Options as Sanitizer } from 'rehype-sanitize'
import rehypeSlug from 'rehype-slug'
import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { Chapter, Footnote } from '#domain/guide.ts'
import { eachNode } from '#server/content/each-node.ts'
import { markFootnoteLinks, takeFootnotes } from '#server/content/footnotes.ts'
import { entryId, type LinkedEntry, resolveLinks } from '#server/content/links.ts'
import { parseMarkdown } from '#server/content/parse-markdown.ts'
import type { Report } from '#server/content/problem.ts'
import type { Typesetter } from '#server/content/typeset.ts'

/** A body as a tree, not yet written out. */
export type Body = { tree: Root; linked: LinkedEntry[]; notes: Footnote[] }

/** A chapter's body. Offsets are UTF-16 units in `text`. */
export type NumberedBody = Body & {
  text: string
  paragraphs: Chapter['paragraphs']
  /** The first paragraph that links to each entry of the lists, by the entry's id on the page. */
  mentions: Chapter['mentions']
}

const SANITIZER: Sanitizer = {
  tagNames: 'p ul ol li blockquote h2 h3 h4 em strong del a code pre br hr table thead tbody tr th td sup sub'.split(' '),
  attributes: { a: ['href'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: ['script', 'style'],
}

const toTree = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, SANITIZER)
  .use(rehypeSlug, { prefix: 'section-' })
  .use(() => markVerse)
const writer = unified().use(rehypeStringify)

/** Blocks that readers cite by number. */
const NUMBERED = new Set(['p', 'ul', 'ol', 'blockquote'])

/** What the text of a guide cannot hold, and what to write instead. */
const REFUSED: Record<string, string> = {
  html: 'HTML is not shown: write Markdown',
  image: 'a picture cannot be shown: describe it in words, or link to its page',
  imageReference: 'a picture cannot be shown: describe it in words, or link to its page',
}

/**
 * Turns Markdown into a safe tree with resolved links.
 * @param firstLine line of the file on which `markdown` begins
 */
export function parseBody(markdown: string, firstLine: number, typesetter: Typesetter, report: Report): Body {
  const mdast = parseMarkdown(markdown)
  const lineOf = (node: { position?: { start: { line: number } } | undefined }) => (node.position?.start.line ?? 1) + firstLine - 1
  eachNode(mdast, (node) => {
    if (node.type === 'text') joinLines(node)
    const isComment = node.type === 'html' && node.value.startsWith('<!--')
    const refusal = REFUSED[node.type]
    if (refusal && !isComment) report(lineOf(node), refusal)
    if (node.type === 'heading' && node.depth === 1)
      report(lineOf(node), 'the title stands in the settings already: begin headings with ##')
  })
  const linked = resolveLinks(mdast, lineOf, report)
  const footnotes = takeFootnotes(mdast, lineOf, report)
  for (const part of [mdast, ...footnotes.map(({ body }) => body)]) typesetter.set(part)
  const tree = toTree.runSync(mdast)
  const places = markFootnoteLinks(tree)
  const notes = footnotes.map(({ number, body }) => ({
    number,
    html: writeHtml(toTree.runSync(body)).trim(),
    places: places.get(number) ?? [],
  }))
  return { tree, linked, notes }
}

/**
 * Numbers the paragraphs of a body, in place, and takes down its plain text.
 * @param labels names of the paragraphs, in their order; where there are none, they are counted from 1
 */
export function numberBody(body: Body, labels: string[] = []): NumberedBody {
  const { tree, linked } = body
  const paragraphs = numberParagraphs(tree, labels)
  return { ...body, text: plainText(tree), paragraphs, mentions: findMentions(tree, linked) }
}

/** The tree as HTML. Its text content is the `text` of the tree it came from. */
export function writeHtml(tree: Root): string {
  return writer.stringify(tree)
}

/**
 * Says which paragraphs have lines of their own. A style sheet that looked for them itself, with `:has`, made browsers look at every element of
 * the page with each note that came or went.
 */
function markVerse(tree: Root): void {
  eachNode(tree, (node) => {
    if (node.type !== 'element' || node.tagName !== 'p') return
    if (node.children.some((child) => child.type === 'element' && child.tagName === 'br')) node.properties.className = ['verse']
  })
}

/** A line break inside a paragraph is a space, so that wrapping a file anew does not change its text. */
function joinLines(node: Text): void {
  if (node.value.includes('\n')) node.value = node.value.replace(/[ \t]*\n[ \t]*/g, ' ')
}

/** The name of the first paragraph that links to each entry, by the entry's id on the page. */
function findMentions(tree: Root, linked: LinkedEntry[]): Chapter['mentions'] {
  const mentions: Chapter['mentions'] = {}
  const anchors = new Set(linked.map(({ list, id }) => entryId(list, id)))
  if (anchors.size === 0) return mentions
  for (const block of tree.children) {
    if (block.type !== 'element' || !NUMBERED.has(block.tagName)) continue
    eachNode(block, (node) => {
      const anchor = node.type === 'element' && node.tagName === 'a' && String(node.properties.href).slice(1)
      if (anchor && anchors.has(anchor)) mentions[anchor] ??= String(block.properties.dataN)
    })
  }
  return mentions
}

/** Gives every numbered block its id and an empty link whose "¶ n" is drawn by the style sheet, so that it adds no text. */
function numberParagraphs(tree: Root, labels: string[]): Chapter['paragraphs'] {
  const paragraphs: Chapter['paragraphs'] = []
  let offset = 0
  for (const block of tree.children) {
    const length = block.type === 'doctype' ? 0 : plainText(block).length
    if (block.type === 'element' && NUMBERED.has(block.tagName)) {
      const label = labels[paragraphs.length] ?? String(paragraphs.length + 1)
      paragraphs.push({ start: offset, end: offset + length, label })
      numberBlock(block, label)
    }
    offset += length
  }
  return paragraphs
}

function numberBlock(block: Element, label: string): void {
  block.properties = { ...block.properties, id: `p${label}`, dataN: label }
  const link: ElementContent = {
    type: 'element',
    tagName: 'a',
    properties: { className: ['paragraph-link'], href: `#p${label}`, ariaLabel: `Paragraph ${label}`, dataN: label },
    children: [],
  }
  const firstItem = block.children.find((child) => child.type === 'element' && child.tagName === 'li')
  const holder = firstItem?.type === 'element' ? firstItem : block
  holder.children.unshift(link)
}
