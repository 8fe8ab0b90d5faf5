import 'server-only'
import type { Element, Nodes, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { attribute, isBlank, wordsOf } from '#server/import/formats/element.ts'
import type { EncodingHints } from '#server/import/formats/encoding.ts'
import { decodeText } from '#server/import/formats/plain-text.ts'
import { spokenWords, wordsOfTrees } from '#server/import/formats/spoken-words.ts'
import { findElements, parseXml, XmlError } from '#server/import/formats/xml.ts'

const parser = unified().use(rehypeParse)

/** An article must hold this share of a page's words to be taken for all of it. */
const MAIN_SHARE = 0.5

/**
 * Reads a page of HTML.
 * @throws Problem when it is no text, or a trap
 */
export function readHtml(bytes: Buffer, hints: EncodingHints): SourceText {
  const { text, report } = decodeText(bytes, { ...hints, declared: declaredEncoding(bytes) })
  const { tree } = parseMarkup(text)
  const [html] = findElements(tree, 'html')
  const [body] = findElements(tree, 'body')
  const main = body ? findMain(body) : null
  const outside = body && main && main !== body ? reportOutside(body, main) : []
  const { blocks, marks, report: left } = readPages([{ tree: main && main !== body ? withHead(tree, main) : tree }])
  return {
    title: titleOf(tree),
    creator: metaOf(tree, /^(author|dc\.creator|dcterms\.creator)$/i),
    language: (html && (attribute(html, 'lang') || attribute(html, 'xml:lang'))) || null,
    blocks,
    contents: [],
    words: wordsOfTrees([body ?? tree]),
    report: [...report, ...outside, ...marks, ...left],
  }
}

/** The encoding that a page or an XML document states in its first bytes. */
export function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 2048).toString('latin1')
  return /<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1] ?? /<meta[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1]
}

/**
 * Parses XHTML as the XML that it says it is, and anything else as browsers do.
 * @returns with `fault` when it says that it is XML but is not well-formed, and was read as browsers read HTML
 */
export function parseMarkup(text: string): { tree: Root; fault: XmlError | null } {
  if (!/^\s*<\?xml|<html[^>]*\sxmlns\s*=/i.test(text.slice(0, 2048))) return { tree: parser.parse(text), fault: null }
  try {
    return { tree: parseXml(text), fault: null }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    // To a browser these stay open to the end of the page, and would swallow it.
    const closed = text.replace(/<(script|style|title|textarea|iframe|a|p|div|span)\b([^<>]*)\/>/gi, '<$1$2></$1>')
    return { tree: parser.parse(closed), fault: error }
  }
}

/** What the page calls itself, without the name of its site, which stands behind the title that the page shows. */
function titleOf(tree: Root): string | null {
  const told = findElements(tree, 'title').map(wordsOf).find(Boolean) ?? null
  if (told === null) return null
  const shown = findElements(tree, 'h1').map(wordsOf).find(Boolean)
  const parts = told.split(/\s+[-–—|·•:]\s+/)
  return parts.length > 1 && shown && parts.some((part) => part.toLowerCase() === shown.toLowerCase()) ? shown : told
}

function findMain(body: Element): Element {
  const all = wordsOf(body).length
  const mains = [...findElements(body, 'main'), ...byRole(body)]
  const [main, second] = mains.length > 0 ? mains : findElements(body, 'article')
  return main && !second && wordsOf(main).length >= all * (mains.length > 0 ? 0.1 : MAIN_SHARE) ? main : body
}

function byRole(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return []
    return [...(child.tagName !== 'main' && attribute(child, 'role') === 'main' ? [child] : []), ...byRole(child)]
  })
}

function withHead(tree: Root, main: Element): Root {
  return { ...tree, children: [...findElements(tree, 'head'), main] }
}

/** Everything beside the main part, piece by piece. */
function reportOutside(node: Element, main: Element): ReportEntry[] {
  return node.children.flatMap((child): ReportEntry[] => {
    if (child === main || isBlank(child)) return []
    if (child.type === 'element' && holds(child, main)) return reportOutside(child, main)
    const before =
      child.type === 'element' && /^(script|style|template|noscript)$/.test(child.tagName)
        ? ''
        : child.type === 'element'
          ? spokenWords(child)
          : wordsOf(child)
    if (!before) return []
    const origin = { line: child.position?.start.line ?? 1 }
    return [{ kind: 'dropped', origin, reason: 'beside the main part of the page', before, after: null }]
  })
}

function holds(node: Nodes, sought: Element): boolean {
  return 'children' in node && node.children.some((child) => child === sought || holds(child, sought))
}

function metaOf(tree: Root, name: RegExp): string | null {
  const meta = findElements(tree, 'meta').find((element) => name.test(attribute(element, 'name')))
  return (meta && attribute(meta, 'content')) || null
}
