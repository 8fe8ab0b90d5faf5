import 'server-only'
import type { List, Nodes, PhrasingContent } from 'mdast'
import remarkParse from 'remark-parse'
import { parse as parseToml } from 'smol-toml'
import { unified } from 'unified'
import type { Matter } from '#domain/import/blocks/text.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { readTitle } from '#domain/import/heading-words/titles.ts'
import type { EncodingHints } from '#server/import/formats/encoding.ts'
import { resolveLink } from '#server/import/formats/notes.ts'
import { decodeText } from '#server/import/formats/plain-text.ts'

/** One file of Markdown. `file` is its path inside the folder that is imported; undefined when it is imported alone. */
export type MarkdownFile = { file?: string; bytes: Buffer }

/** A line of a book's contents list in Markdown. `file` is null for the heading of a part and for a chapter that is not written. */
export type SummaryLine = { title: string; level: number; file: string | null; matter: Matter | null }

/** A chapter has more bytes than this. */
export const SHORT_PAGE = 1500

/** The page with which a folder introduces itself. */
export const README = /(?:^|\/)readme\.\w+$/i

const parser = unified().use(remarkParse)

/** The file in which a book of Markdown (mdBook, GitBook) names its chapters: the outermost of that name. Others are about such files. */
export function findSummary(files: readonly MarkdownFile[]): MarkdownFile | undefined {
  const depth = ({ file = '' }: MarkdownFile) => file.split('/').length
  return files
    .filter(({ file }) => file !== undefined && /(?:^|\/)summary\.md$/i.test(file))
    .sort((one, other) => depth(one) - depth(other))[0]
}

/** What the settings of a book of Markdown say of it. `place`: the folder that its text lies in, empty for the book's own; null where they do not say. */
export type BookSettings = {
  title: string | null
  creator: string | null
  language: string | null
  place: string | null
  /** The contents list, where it stands in the settings. */
  lines?: SummaryLine[] | null
}

/** Reads mdBook's `book.toml` or GitBook's `book.json`; nothing of it where it cannot be read. */
export function readBookSettings(name: 'book.toml' | 'book.json', text: string): BookSettings {
  const none = { title: null, creator: null, language: null, place: null }
  try {
    const book: unknown = name === 'book.toml' ? parseToml(text).book : JSON.parse(text)
    if (typeof book !== 'object' || book === null || Array.isArray(book) || book instanceof Date) return none
    const say = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
    const { title, language, author, authors = author, src, root } = book as Record<string, unknown>
    const creator = Array.isArray(authors) ? authors.filter(say).join(', ') : authors
    const place = name === 'book.toml' ? (say(src) ?? 'src') : (say(root) ?? '').replace(/^\.?\/|\/$/g, '').replace(/^\.$/, '')
    return { title: say(title), creator: say(creator), language: say(language), place }
  } catch {
    return none
  }
}

/**
 * Reads it: items of its lists are chapters, headings over lists are parts, links outside of lists stand before and after the chapters.
 * @param names the files that there are
 * @param isPage whether it is a page with lists in it: links of its sentences name nothing
 * @returns null when it names no file
 */
export function readSummary(
  { file = '', bytes }: MarkdownFile,
  hints: EncodingHints,
  names: ReadonlySet<string>,
  isPage = false,
): SummaryLine[] | null {
  const { children } = parser.parse(decodeText(bytes, hints, file).text)
  const lines: SummaryLine[] = []
  const hasParts = children.filter((node) => node.type === 'heading').length > 1
  const from = { file, names }
  let isAfterList = false
  for (const node of children) {
    if (node.type === 'heading' && hasParts && node !== children[0]) {
      lines.push({ title: plainText(node).trim(), level: 1, file: null, matter: 'division' })
    } else if (node.type === 'paragraph' && !isPage) {
      for (const link of linksIn(node, from)) lines.push({ ...link, level: 1, matter: isAfterList ? 'back' : 'front' })
    } else if (node.type === 'list') {
      isAfterList = true
      fromList(node, lines.some(({ matter }) => matter === 'division') ? 2 : 1, from, lines)
    }
  }
  return lines.some((line) => line.file !== null) ? withMatter(lines) : null
}

/** The lines with what stands before and after the chapters. */
export function withMatter(lines: readonly SummaryLine[]): SummaryLine[] {
  // What stands after one list and before another is no end matter.
  const last = lines.findLastIndex(({ matter }) => matter === null)
  const hasFront = lines.some(({ matter }) => matter === 'front')
  const above = new Set([...aboveParts(lines), ...aboveChapters(lines)])
  return lines.map((line, at) => {
    if (line.matter === 'back' && at < last) return { ...line, matter: null }
    if (above.has(line)) return { ...line, matter: 'front' }
    if (line.matter !== null) return line
    // What has the number 0 stands before what is counted.
    if (at === 0 && /^0+[.:、 ]/.test(line.title) && lines.length > 1) return { ...line, matter: 'front' }
    // Where the front matter stands before the list, an introduction in the list is chapter 1.
    return hasFront && findNamedPart(line.title) === 'front' ? { ...line, matter: 'chapter' } : line
  })
}

/**
 * The lines, those with others below them said to be chapters where these are pages of a few lines each: the sections of a chapter, whose first
 * page may say nothing.
 * @param sizeOf bytes of a file
 */
export function withShortPages(lines: readonly SummaryLine[], sizeOf: (file: string) => number): SummaryLine[] {
  const below = lines.flatMap(({ file, level }) => (file !== null && level > 1 ? [sizeOf(file)] : [])).toSorted((one, other) => one - other)
  const usual = below[below.length >> 1] ?? SHORT_PAGE
  if (usual >= SHORT_PAGE || lines.some(({ matter }) => matter === 'division')) return [...lines]
  return lines.map((line, at) => {
    const isAbove = line.level === 1 && (lines[at + 1]?.level ?? 0) > 1
    return isAbove && line.matter === null && findNamedPart(line.title) === null ? { ...line, matter: 'chapter' } : line
  })
}

/** The few lines without a number above the parts in which all others stand: what an introduction is in a list that knows only items. */
function aboveParts(lines: readonly SummaryLine[]): SummaryLine[] {
  const first = lines.findIndex(({ matter }) => matter === 'division')
  if (lines.filter(({ matter }) => matter === 'division').length < 2) return []
  const above = lines.slice(0, first).filter(({ matter }) => matter === null)
  const within = lines.slice(first).filter(({ matter, level }) => matter === null && level === 2)
  const isPlain = above.every(({ level, title }) => level === 1 && readTitle(title).number === null)
  return isPlain && above.length * 3 <= within.length ? above : []
}

/** The few lines with nothing below them, the book's own page first, above chapters that all have sections. */
function aboveChapters(lines: readonly SummaryLine[]): SummaryLine[] {
  const first = lines.findIndex((_, at) => (lines[at + 1]?.level ?? 0) > 1)
  const above = lines.slice(0, Math.max(0, first))
  if (!README.test(above[0]?.file ?? '') || above.some(({ matter }) => matter !== null)) return []
  const outer = lines.flatMap(({ level, matter }, at) => (at >= first && level === 1 && matter === null ? [at] : []))
  const isDivided = outer.every((at) => (lines[at + 1]?.level ?? 0) > 1)
  const isPlain = above.every(({ title }) => readTitle(title).number === null)
  return isDivided && isPlain && above.length * 3 <= outer.length ? above : []
}

function plainText(node: Nodes): string {
  if (node.type === 'html') return ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(plainText).join('') : ''
}

/** Where a link stands, and the files that it may lead to. */
type From = { file: string; names: ReadonlySet<string> }

function fromList(list: List, level: number, from: From, lines: SummaryLine[]): void {
  for (const item of list.children) {
    for (const node of item.children) {
      if (node.type === 'list') fromList(node, level + 1, from, lines)
      else if (node.type === 'paragraph') {
        const [link] = linksIn(node, from)
        const said = plainText(node).trim()
        // "3.2 [The pass](pass.md)": the number stands before the link.
        const isCounted = link !== undefined && said.endsWith(link.title) && said !== link.title && readTitle(said).number !== null
        if (link) lines.push({ ...link, ...(isCounted && { title: said }), level, matter: null })
        else lines.push({ title: said, level, file: null, matter: null })
      }
    }
  }
}

function linksIn(node: { children: PhrasingContent[] }, from: From): { title: string; file: string | null }[] {
  const links: { title: string; file: string | null }[] = []
  const search = (inner: Nodes): void => {
    if (inner.type === 'link') links.push({ title: plainText(inner), file: targetOf(inner.url, from) })
    else if ('children' in inner) for (const child of inner.children) search(child)
  }
  for (const child of node.children) search(child)
  return links
}

/** The file that a link leads to; null for a chapter that is not written, whose link leads nowhere or back to the list. */
export function targetOf(url: string, { file, names }: From): string | null {
  const target = resolveLink(file, url)?.replace(/#.*/, '') || null
  if (target === null || names.has(target)) return target === file ? null : target
  // The address of a page is that of its file without the ending.
  const bare = target.replace(/\/$/, '')
  return [bare, `${bare}.md`, `${bare}/index.md`, `${bare}/README.md`].find((one) => names.has(one)) ?? target
}
