import 'server-only'
import type { Root } from 'hast'
import { append } from '#domain/import/blocks/long-lists.ts'
import { WordCount } from '#domain/import/blocks/tally.ts'
import type { ContentsEntry, Matter, ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import type { Archive } from '#server/import/formats/archive.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { readDrawnWords } from '#server/import/formats/drawn-words.ts'
import { type Page, wordsOf } from '#server/import/formats/element.ts'
import { decode } from '#server/import/formats/encoding.ts'
import { mattersIn } from '#server/import/formats/epub-matter.ts'
import { bodyBegins, listContents, readPackage, type SpineItem } from '#server/import/formats/epub-package.ts'
import { declaredEncoding, parseMarkup } from '#server/import/formats/html.ts'
import { countWords } from '#server/import/formats/spoken-words.ts'
import { findElements } from '#server/import/formats/xml.ts'

/**
 * Reads an EPUB of version 2 or 3: its documents in reading order, its notes, and its own contents list.
 * @throws Problem when it is protected, damaged or a trap
 */
export async function readEpub(archive: Archive): Promise<SourceText> {
  const book = await readPackage(archive)
  const report: ReportEntry[] = []
  const pages: Page[] = []
  const aside: Page[] = []
  const counts = new WordCount()
  for (const item of book.spine) {
    const page = await readDocument(archive, item, report, counts)
    if (page) pages.push(page)
    if (page && !item.isLinear) aside.push(page)
  }
  for (const path of book.unread) report.push(dropped(path, 'not in the reading order of the book', path))
  const matter = new Map(pages.map((page) => [page.file ?? '', mattersIn(page)]))
  const read = readPages(pages)
  const contents = listContents(book.contents).flatMap(({ title, level, target, isLabel }): ContentsEntry[] => {
    const file = target.replace(/#.*/, '')
    const at = read.anchors.get(target) ?? read.anchors.get(file)
    if (at !== undefined && isLabel) return [{ title, level, at, matter: 'division' }]
    if (at !== undefined)
      return [{ title, level, at, matter: matter.get(file)?.(target.slice(file.length + 1)) ?? book.landmarks.get(file) ?? null }]
    const origin = { file: book.contents?.file ?? '', line: 1 }
    report.push({ kind: 'doubt', origin, reason: 'the contents list names what is not in the book', before: title, after: null })
    return []
  })
  const { title, creator, language } = book
  const listed = beforeTheBody(contents, read.anchors.get(bodyBegins(book.contents) ?? ''), read.blocks.length)
  const entries = [...listed, ...unlisted(pages, contents, read, matter, book.landmarks), ...strays(aside, pages, contents, read)]
  entries.sort((one, other) => one.at - other.at)
  return {
    title,
    creator,
    language,
    blocks: read.blocks,
    contents: entries,
    words: counts.words,
    report: [...report, ...read.marks, ...read.report],
  }
}

/** The front matter of a book is no more than one part in so many of it. */
const MOST_FRONT = 4

type Read = ReturnType<typeof readPages>
type Matters = ReadonlyMap<string, (id: string) => Matter | null>

/** Of the book before its body, all is front matter: not so far into it that the book must be wrong, nor past what calls itself a chapter. */
function beforeTheBody(contents: ContentsEntry[], body: number | undefined, length: number): ContentsEntry[] {
  const isBefore = ({ at }: ContentsEntry) => body !== undefined && at < body
  if (body === undefined || body * MOST_FRONT > length) return contents
  if (contents.some((entry) => isBefore(entry) && (entry.matter === 'chapter' || entry.matter === 'division'))) return contents
  return contents.map((entry) => (isBefore(entry) ? { ...entry, matter: 'front' } : entry))
}

/** Documents that call themselves a title page or the like, and stand in no contents list: they are no part of what stands before them. */
function unlisted(
  pages: readonly Page[],
  listed: readonly ContentsEntry[],
  read: Read,
  matter: Matters,
  landmarks: ReadonlyMap<string, Matter>,
): ContentsEntry[] {
  return pages.flatMap((page): ContentsEntry[] => {
    const file = page.file ?? ''
    const own = matter.get(file)?.('') ?? landmarks.get(file) ?? null
    const stretch = stretchOf(page, pages, read)
    if (!stretch || (own !== 'front' && own !== 'back')) return []
    const { at, end } = stretch
    if (listed.some((entry) => entry.at >= at && entry.at < end)) return []
    return [{ title: titleOf(page), level: 1, at, matter: own }]
  })
}

/** Documents beside the reading order are not the end of the last chapter, unless they hold nothing but notes to the chapters. */
function strays(aside: readonly Page[], pages: readonly Page[], listed: readonly ContentsEntry[], read: Read): ContentsEntry[] {
  return aside.flatMap((page): ContentsEntry[] => {
    const stretch = stretchOf(page, pages, read)
    if (!stretch || listed.some((entry) => entry.at === stretch.at)) return []
    return [{ title: titleOf(page), level: 1, at: stretch.at, matter: 'back' }]
  })
}

/** Where the blocks of a document begin and end; null when it has no words but notes. */
function stretchOf(page: Page, pages: readonly Page[], read: Read): { at: number; end: number } | null {
  const at = read.anchors.get(page.file ?? '')
  const next = pages[pages.indexOf(page) + 1]
  const end = next ? read.anchors.get(next.file ?? '') : read.blocks.length
  if (at === undefined || end === undefined) return null
  return read.blocks.slice(at, end).some(({ kind }) => kind !== 'note' && kind !== 'divider') ? { at, end } : null
}

function titleOf({ file = '', tree }: Page): string {
  const root = tree.type === 'root' ? tree : null
  const found = root && ['h1', 'h2', 'h3', 'title'].map((name) => findElements(root, name).map(wordsOf).find(Boolean)).find(Boolean)
  return (
    found ||
    file
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ||
    'Untitled'
  )
}

async function readDocument(
  archive: Archive,
  { path, type, isContents }: SpineItem,
  report: ReportEntry[],
  counts: WordCount,
): Promise<Page | null> {
  if (!archive.has(path)) {
    const reason = 'this file lacks a page of the book: get another copy'
    report.push({ kind: 'doubt', origin: { file: path, line: 1 }, reason, before: path, after: null, isAside: true })
    return null
  }
  const bytes = /html|xml|oeb1/.test(type) ? await archive.read(path) : null
  const parsed = bytes && parseMarkup(decode(bytes, { declared: declaredEncoding(bytes) }).text)
  const tree = parsed && readDrawnWords(parsed.tree)
  if (!tree) {
    report.push(dropped(path, 'picture', path))
    return null
  }
  const { fault } = parsed
  if (fault) {
    const reason = 'the page is not well-formed and was read as a browser would; compare it'
    report.push({ kind: 'doubt', origin: { file: path, line: fault.line }, reason, before: fault.message, after: null })
  }
  if (isContents) {
    append(report, reportContents(path, tree))
    for (const body of findElements(tree, 'body')) counts.add(wordsOf(body))
    return null
  }
  for (const body of findElements(tree, 'body')) countWords(body, counts)
  return { file: path, tree }
}

/** The page with the contents list is no part of the text: what it says is in `contents`. */
function reportContents(path: string, tree: Root): ReportEntry[] {
  const words = findElements(tree, 'body').map(wordsOf).join(' ')
  return words ? [dropped(path, 'contents list of the book', words)] : []
}

function dropped(file: string, reason: string, before: string): ReportEntry {
  return { kind: 'dropped', origin: { file, line: 1 }, reason, before, after: null, ...(before === file && { isAside: true as const }) }
}
