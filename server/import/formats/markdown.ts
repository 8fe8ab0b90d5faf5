import 'server-only'
import { basename } from 'node:path'
import type { Element, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { parse as parseYaml } from 'yaml'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { Problem } from '#domain/problem.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { attribute, type Page, wordsOf } from '#server/import/formats/element.ts'
import type { EncodingHints } from '#server/import/formats/encoding.ts'
import { decodeText } from '#server/import/formats/plain-text.ts'
import { findElements, tooDeep } from '#server/import/formats/xml.ts'

/** One file of Markdown. `file` is its path inside the folder that is imported; undefined when it is imported alone. */
export type MarkdownFile = { file?: string; bytes: Buffer }

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false })
const toHtml = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw)

/** Marks of quotations or lists one after another: deeper than anybody writes, and slow to parse. */
const TOO_DEEP = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){60}/m
/** A paragraph with more marks than this is no Markdown that somebody wrote, and takes a parser a very long time. */
const MARKS_MAX = 3000

type Settings = { title: string | null; creator: string | null; language: string | null }
type ParsedFile = { page: Page; settings: Settings; report: ReportEntry[] }

/**
 * Reads a file of Markdown, or those of a folder in the order in which they are given.
 * @throws Problem when one is no text, or a trap
 */
export function readMarkdown(files: MarkdownFile[], hints: EncodingHints): SourceText {
  const parsed = files.map((file) => parseFile(file, hints))
  const isFolder = parsed.some(({ page }) => page.file !== undefined)
  const { blocks, report, anchors } = readPages(parsed.map(({ page }) => page))
  const first = (key: keyof Settings) => parsed.map(({ settings }) => settings[key]).find((value) => value !== null) ?? null
  return {
    title: isFolder ? null : first('title'),
    creator: first('creator'),
    language: first('language'),
    blocks,
    contents: isFolder ? parsed.map(({ page }) => ({ title: titleOf(page), level: 1, at: anchors.get(page.file ?? '') ?? 0 })) : [],
    report: [...parsed.flatMap((file) => file.report), ...report],
  }
}

function parseFile({ file, bytes }: MarkdownFile, hints: EncodingHints): ParsedFile {
  const { text, report } = decodeText(bytes, hints, file)
  if (TOO_DEEP.test(text)) throw tooDeep()
  if (text.split(/\n\s*\n/).some((paragraph) => (paragraph.match(/[*_~`[\]!<&\\]/g)?.length ?? 0) > MARKS_MAX)) {
    throw new Problem('invalid', 'A paragraph of the file has thousands of marks, as no text does. If it is plain text, name it ".txt".')
  }
  const front = /^---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/s.exec(text)
  const fields = front?.[1] === undefined ? null : readFields(front[1])
  // The settings become empty lines, so that every block keeps its line.
  const body = fields && front ? front[0].replace(/[^\n]+/g, '') + text.slice(front[0].length) : text
  const tree = toHtml.runSync(parser.parse(body)) as Root
  const settings = settingsOf(fields ?? {})
  return {
    page: { ...(file !== undefined && { file }), tree: prepare(tree, file === undefined ? null : settings.title) },
    settings,
    report: [...report, ...(fields ? reportFields(fields, file) : [])],
  }
}

/** Null when what stands between the lines of hyphens is no list of settings but text between two rules. */
function readFields(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parseYaml(yaml)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const KNOWN = { title: ['title'], creator: ['author', 'authors', 'creator'], language: ['language', 'lang'] }

function settingsOf(fields: Record<string, unknown>): Settings {
  const find = (names: string[]) => names.map((name) => asWords(fields[name])).find((value) => value !== null) ?? null
  return { title: find(KNOWN.title), creator: find(KNOWN.creator), language: find(KNOWN.language) }
}

function asWords(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(asWords).filter(Boolean).join(', ') || null
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null
}

function reportFields(fields: Record<string, unknown>, file: string | undefined): ReportEntry[] {
  const known = Object.values(KNOWN).flat()
  return Object.entries(fields)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => ({
      kind: 'dropped',
      origin: { ...(file !== undefined && { file }), line: 1 },
      reason: 'setting of the file',
      before: `${name}: ${JSON.stringify(value)}`,
      after: null,
    }))
}

/** Takes away the heading that the parser adds to footnotes, and adds the title that stands in the settings alone. */
function prepare(tree: Root, title: string | null): Root {
  for (const section of findElements(tree, 'section')) {
    if (section.properties.dataFootnotes === undefined) continue
    section.children = section.children.filter((child) => !(child.type === 'element' && attribute(child, 'id') === 'footnote-label'))
  }
  if (title === null || findElements(tree, 'h1').length > 0) return tree
  const heading: Element = { type: 'element', tagName: 'h1', properties: {}, children: [{ type: 'text', value: title }] }
  return { ...tree, children: [heading, ...tree.children] }
}

function titleOf({ file = '', tree }: Page): string {
  const [heading] = tree.type === 'root' ? findElements(tree, 'h1') : []
  if (heading && wordsOf(heading)) return wordsOf(heading)
  const name = basename(file)
    .replace(/\.[^.]+$/, '')
    .replace(/^\d+[-_. ]*/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return name === '' ? file : name.charAt(0).toUpperCase() + name.slice(1)
}
