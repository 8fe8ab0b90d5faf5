import 'server-only'
import type { Element, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { titleKey } from '#domain/import/heading-words/titles.ts'
import { parseMarkdown } from '#server/content/parse-markdown.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { findCopyOfBook, listsOfFiles, readListOfFiles } from '#server/import/formats/contents-file.ts'
import { attribute, type Page, wordsOf } from '#server/import/formats/element.ts'
import type { EncodingHints } from '#server/import/formats/encoding.ts'
import { type LooseFile, listOfFolders } from '#server/import/formats/folder-tree.ts'
import { readFrontMatter, reportFields, type Settings, settingsOf } from '#server/import/formats/front-matter.ts'
import {
  contentsOf,
  depthOf,
  frontFirst,
  headingsIn,
  inOrderOf,
  isAboutBook,
  isReadme,
  titleOf,
  titleOfReadme,
} from '#server/import/formats/markdown-contents.ts'
import { hasMarkup, readExtras, withoutExtras } from '#server/import/formats/markdown-extras.ts'
import { decodeText } from '#server/import/formats/plain-text.ts'
import { spokenWords, wordsOfTrees } from '#server/import/formats/spoken-words.ts'
import {
  type BookSettings,
  findSummary,
  type MarkdownFile,
  readSummary,
  type SummaryLine,
  withShortPages,
} from '#server/import/formats/summary.ts'
import { findElements, tooDeep } from '#server/import/formats/xml.ts'

const toTree = unified().use(remarkRehype, { allowDangerousHtml: true })
/** Markup that is typed among Markdown is read as a browser would, and all of its file with it. */
const readMarkup = unified().use(rehypeRaw)

/** Marks of quotations or lists one after another: deeper than anybody writes, and slow to parse. A rule of hyphens is none. */
const TOO_DEEP = /^[ \t]*(?![-*_ \t]+$)(?:(?:>[ \t]?|[-+*][ \t]+|\d{1,9}[.)][ \t]+)){60}/m
/** A paragraph with more marks than this takes a parser a very long time: its marks are read as the letters that they are. */
const MARKS_MAX = 3000

type ParsedFile = { page: Page; settings: Settings; report: ReportEntry[] }

/**
 * Reads a file of Markdown, or those of a folder in the order in which they are given. A book with settings is what its contents list names.
 * @param about what the settings of the folder say of the book
 * @throws Problem when one is no text, or a trap
 */
export function readMarkdown(files: MarkdownFile[], hints: EncodingHints, about?: BookSettings): SourceText {
  const found = findContents(files, hints, about)
  const sizes = new Map(files.map(({ file, bytes }) => [file, bytes.length]))
  const listed = new Set(found?.lines.map(({ file }) => file))
  const lists = (found?.alone ?? files.filter(({ file = '' }) => FRAME.test(file))).filter(
    (file) => file === found?.file || !listed.has(file.file ?? ''),
  )
  const copy = findCopyOfBook(files)
  const read = files.filter((file) => !lists.includes(file)).map((file) => parseFile(file, hints))
  const lines =
    found?.lines ??
    (files[0]?.file === undefined
      ? null
      : listOfFolders(
          read
            .filter(({ page }) => copy === null || page.file !== copy)
            .map((file) => looseFile(file, titleOfReadme(read), sizes.get(file.page.file) ?? 0)),
        ))
  const told = lines && withShortPages(lines, (file) => sizes.get(file) ?? 0)
  const isAbout = ({ page }: { page: Page }) => isAboutBook(page) || (found !== null && page.file === found.file?.file)
  const all = told ? inOrderOf(told, read, isAbout) : frontFirst(read)
  const isWhole = typeof about?.place === 'string' && found?.isNamed === true
  const named = new Set<string | null | undefined>(told?.map(({ file }) => file))
  if (about?.place === '') named.add(files.find(isReadme)?.file)
  const isOf = ({ page }: ParsedFile) =>
    (!isWhole || named.has(page.file ?? '')) && (copy === null || page.file !== copy || listed.has(copy))
  const parsed = all.filter(isOf)
  const unnamed = all
    .filter((file) => !isOf(file))
    .flatMap((file) => leaveOut(file, file.page.file === copy ? 'the whole book once more' : 'file that the contents list does not name'))
  const isFolder = parsed.some(({ page }) => page.file !== undefined)
  const { blocks, report, anchors, marks } = readPages(parsed.map(({ page }) => page))
  const first = (key: 'title' | 'creator' | 'language') =>
    parsed.map(({ settings }) => settings[key]).find((value) => value !== null) ?? null
  const left = lists.map(leftOut)
  return {
    title: about?.title ?? (isFolder ? titleOfReadme(parsed) : first('title')),
    creator: about?.creator ?? first('creator'),
    language: about?.language ?? first('language'),
    blocks,
    contents: isFolder ? contentsOf(told, parsed, anchors, isAbout) : [],
    words: wordsOfTrees(
      parsed.map(({ page }) => page.tree),
      unnamed.map(({ before }) => before),
    ),
    report: [...left, ...unnamed, ...parsed.flatMap((file) => file.report), ...marks, ...report],
  }
}

/** A contents list. `file`: where it stands; `alone`: the files with nothing but such lists in them; `isNamed`: it is there to say what the book is. */
type Contents = { file: MarkdownFile | null; lines: SummaryLine[]; alone: MarkdownFile[]; isNamed: boolean }

/** What docsify sets around every page. */
const FRAME = /(?:^|\/)_(?:sidebar|navbar|coverpage|footer)\.\w+$/i

function findContents(files: readonly MarkdownFile[], hints: EncodingHints, about?: BookSettings): Contents | null {
  const names = new Set(files.map(({ file = '' }) => file))
  const lists = listsOfFiles(files)
  const frames = files.filter(({ file = '' }) => FRAME.test(file))
  const alone = [...new Set([...lists.filter(({ isAlone, file }) => isAlone && !isReadme(file)).map(({ file }) => file), ...frames])]
  const summary = findSummary(files)
  if (summary) {
    const lines = readSummary(summary, hints, names)
    return lines && { file: summary, lines, alone: [summary, ...alone.filter((file) => file !== summary)], isNamed: true }
  }
  if (about?.lines) return { file: null, lines: about.lines, alone, isNamed: true }
  const best = lists.find(({ isWhole }) => isWhole)
  const lines = best ? readListOfFiles(best.file, files, hints) : null
  return best && lines ? { file: best.file, lines, alone, isNamed: false } : null
}

const leftOut = ({ file = '' }: MarkdownFile): ReportEntry => ({
  kind: 'dropped',
  origin: { file, line: 1 },
  reason: 'contents list of the book',
  before: file,
  after: null,
  isAside: true,
})

const looseFile = ({ page, settings: { place, title } }: ParsedFile, name: string | null, size: number): LooseFile => ({
  file: page.file ?? '',
  title: (depthOf(page) > 1 && title) || titleOf(page, isReadme(page) ? null : name),
  size,
  place,
  depth: depthOf(page),
})

/** What is in a file that lies beside those of the book: drafts, what came before it, what is for its writers. */
function leaveOut({ page: { file = '', tree } }: ParsedFile, reason: string): ReportEntry[] {
  const blocks = 'children' in tree ? tree.children : []
  return blocks.flatMap((block): ReportEntry[] => {
    const before = block.type === 'element' ? spokenWords(block) : ''
    const origin = { file, line: block.position?.start.line ?? 1 }
    return before === '' ? [] : [{ kind: 'dropped', origin, reason, before, after: null }]
  })
}

function parseFile({ file, bytes }: MarkdownFile, hints: EncodingHints): ParsedFile {
  const { text, report } = decodeText(bytes, hints, file)
  if (TOO_DEEP.test(text)) throw tooDeep()
  const front = readFrontMatter(text)
  // The settings become empty lines, so that every block keeps its line.
  const body = front ? front.text.replace(/[^\n]+/g, '') + text.slice(front.text.length) : text
  const { markdown, entries } = withoutExtras(withoutFloods(body), file)
  const mdast = parseMarkdown(markdown)
  readExtras(mdast)
  const plain = toTree.runSync(mdast)
  const tree = hasMarkup(mdast) ? readMarkup.runSync(plain) : plain
  const settings = settingsOf(front?.fields ?? {})
  return {
    page: { ...(file !== undefined && { file }), tree: prepare(tree, file === undefined ? null : settings.title) },
    settings,
    report: [...report, ...(front ? reportFields(front.fields, file) : []), ...entries],
  }
}

/** The text with the marks of those paragraphs escaped that have thousands of them. */
function withoutFloods(text: string): string {
  if ((text.match(/[*_~`[\]!<&\\]/g)?.length ?? 0) <= MARKS_MAX) return text
  return text
    .split(/(\n\s*\n)/)
    .map((part) => ((part.match(/[*_~`[\]!<&\\]/g)?.length ?? 0) > MARKS_MAX ? part.replace(/[*_~`[\]!<&\\]/g, '\\$&') : part))
    .join('')
}

/** Takes away the heading that the parser adds to footnotes, and adds the title that stands in the settings alone. */
function prepare(tree: Root, title: string | null): Root {
  for (const section of findElements(tree, 'section')) {
    if (section.properties.dataFootnotes === undefined) continue
    section.children = section.children.filter((child) => !(child.type === 'element' && attribute(child, 'id') === 'footnote-label'))
  }
  const [first] = headingsIn(tree)
  const isTop = first !== undefined && tree.children.find(({ type }) => type === 'element') === first
  const isSaid = isTop && titleKey(wordsOf(first)) === titleKey(title ?? '')
  const own = findElements(tree, 'h1').map((heading) => titleKey(wordsOf(heading)))
  // Several headings of the first level, none of which says the title, are its sections.
  if (title === null || isSaid || own.length === 1 || own.includes(titleKey(title))) return tree
  const heading: Element = { type: 'element', tagName: 'h1', properties: {}, children: [{ type: 'text', value: title }] }
  return { ...tree, children: [heading, ...tree.children] }
}
