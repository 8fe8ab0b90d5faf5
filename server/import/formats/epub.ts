import 'server-only'
import type { Root } from 'hast'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import type { Archive } from '#server/import/formats/archive.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { type Page, wordsOf } from '#server/import/formats/element.ts'
import { decode } from '#server/import/formats/encoding.ts'
import { listContents, readPackage, type SpineItem } from '#server/import/formats/epub-package.ts'
import { declaredEncoding, parseMarkup } from '#server/import/formats/html.ts'
import { findElements } from '#server/import/formats/xml.ts'

/**
 * Reads an EPUB of version 2 or 3: its documents in reading order, its notes, and its own contents list.
 * @throws Problem when it is protected, damaged or a trap
 */
export async function readEpub(archive: Archive): Promise<SourceText> {
  const book = await readPackage(archive)
  const report: ReportEntry[] = []
  const pages: Page[] = []
  for (const item of book.spine) {
    const page = await readDocument(archive, item, report)
    if (page) pages.push(page)
  }
  for (const path of book.unread) report.push(dropped(path, 'not in the reading order of the book', path))
  const read = readPages(pages)
  const contents = listContents(book.contents).flatMap(({ title, level, target }) => {
    const at = read.anchors.get(target) ?? read.anchors.get(target.replace(/#.*/, ''))
    if (at !== undefined) return [{ title, level, at }]
    const origin = { file: book.contents?.file ?? '', line: 1 }
    report.push({ kind: 'doubt', origin, reason: 'the contents list names what is not in the book', before: title, after: null })
    return []
  })
  const { title, creator, language } = book
  return { title, creator, language, blocks: read.blocks, contents, report: [...report, ...read.report] }
}

async function readDocument(archive: Archive, { path, type, isContents }: SpineItem, report: ReportEntry[]): Promise<Page | null> {
  if (!/html|xml|oeb1/.test(type) || type.includes('svg')) {
    report.push(dropped(path, 'picture', path))
    return null
  }
  const bytes = await archive.read(path)
  const { text } = decode(bytes, { declared: declaredEncoding(bytes) })
  const { tree, fault } = parseMarkup(text)
  if (fault) {
    const reason = 'the page is not well-formed and was read as a browser would; compare it'
    report.push({ kind: 'doubt', origin: { file: path, line: fault.line }, reason, before: fault.message, after: null })
  }
  if (isContents) {
    report.push(...reportContents(path, tree))
    return null
  }
  return { file: path, tree }
}

/** The page with the contents list is no part of the text: what it says is in `contents`. */
function reportContents(path: string, tree: Root): ReportEntry[] {
  const words = findElements(tree, 'body').map(wordsOf).join(' ')
  return words ? [dropped(path, 'contents list of the book', words)] : []
}

function dropped(file: string, reason: string, before: string): ReportEntry {
  return { kind: 'dropped', origin: { file, line: 1 }, reason, before, after: null }
}
