import 'server-only'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, sep } from 'node:path'
import { append } from '#domain/import/blocks/long-lists.ts'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { Problem, say } from '#domain/problem.ts'
import { openArchive } from '#server/import/formats/archive.ts'
import { readSiteSettings } from '#server/import/formats/contents-file.ts'
import { readDocx } from '#server/import/formats/docx.ts'
import { readEpub } from '#server/import/formats/epub.ts'
import { readHtml } from '#server/import/formats/html.ts'
import { readMarkdown } from '#server/import/formats/markdown.ts'
import { readPlainText } from '#server/import/formats/plain-text.ts'
import { isMarkdownName, sniff, sniffArchive } from '#server/import/formats/sniff.ts'
import { type BookSettings, type MarkdownFile, readBookSettings } from '#server/import/formats/summary.ts'
import { tooDeep } from '#server/import/formats/xml.ts'
import { IMPORT_LIMITS, megabytes } from '#server/import/limits.ts'

/**
 * How to read a source.
 * - `name`: the file's own name, when it lies under another one (an upload)
 * - `encoding`: of plain text, Markdown and HTML, when it is known
 */
export type ReadOptions = { name?: string | undefined; encoding?: string | undefined }

type Kind = 'plain text' | 'Markdown' | 'HTML' | 'EPUB' | 'DOCX'
const EXPECTED: Record<string, Kind> = {
  '.epub': 'EPUB',
  '.docx': 'DOCX',
  '.html': 'HTML',
  '.htm': 'HTML',
  '.txt': 'plain text',
  '.md': 'Markdown',
}

/**
 * Reads a text from a file, or from a folder of Markdown. Writes nothing.
 * @throws Problem with a sentence for whoever imports it: what is wrong with the file and what to do instead
 */
export async function readSource(path: string, { name = basename(path), encoding }: ReadOptions = {}): Promise<SourceText> {
  const place = await stat(path).catch(() => {
    throw new Problem('invalid', say('noSuchFile', { path }))
  })
  try {
    const source = place.isDirectory() ? await readFolder(path, encoding) : await readOne(path, name, encoding)
    if (!source.blocks.some((block) => block.kind !== 'page' && block.kind !== 'divider')) {
      throw new Problem('invalid', say('noText'))
    }
    return source
  } catch (error) {
    // What is nested beyond the stack of a parser.
    if (error instanceof RangeError) throw tooDeep()
    throw error
  }
}

async function readOne(path: string, name: string, encoding: string | undefined): Promise<SourceText> {
  const { size, isFile } = await stat(path).then((place) => ({ size: place.size, isFile: place.isFile() }))
  if (!isFile) throw new Problem('invalid', say('notAFile', { path }))
  if (size > IMPORT_LIMITS.fileBytes) throw tooBig(size)
  const bytes = await readFile(path)
  const { kind, source } = await readBytes(bytes, name, encoding)
  const expected = EXPECTED[extname(name).toLowerCase()]
  if (!expected || expected === kind) return source
  const note: ReportEntry = {
    kind: 'doubt',
    origin: { line: 1 },
    reason: `named like ${expected}, but inside it is ${kind}, and was read as that`,
    before: name,
    after: null,
    isAside: true,
  }
  return { ...source, report: [note, ...source.report] }
}

async function readBytes(bytes: Buffer, name: string, encoding: string | undefined): Promise<{ kind: Kind; source: SourceText }> {
  const hints = { told: encoding }
  const format = sniff(bytes, name)
  if (format === 'plain') return { kind: 'plain text', source: readPlainText(bytes, hints) }
  if (format === 'markdown') return { kind: 'Markdown', source: readMarkdown([{ bytes }], hints) }
  if (format === 'html') return { kind: 'HTML', source: readHtml(bytes, hints) }
  const archive = await openArchive(bytes)
  if (sniffArchive(archive.names) === 'epub') return { kind: 'EPUB', source: await readEpub(archive) }
  return { kind: 'DOCX', source: await readDocx(archive) }
}

function tooBig(size: number): Problem {
  return new Problem('too-large', say('fileTooBig', { size: megabytes(size), limit: megabytes(IMPORT_LIMITS.fileBytes) }))
}

/**
 * The Markdown of a folder and the folders in it, in the order of their names, where 2 comes before 10. Of a book with settings
 * (mdBook's `book.toml`) it is what lies where those say: beside it may be older editions, and what is for its writers.
 */
async function readFolder(folder: string, told: string | undefined): Promise<SourceText> {
  const links: string[] = []
  const all = (await listFiles(folder, '', 0, links)).sort(new Intl.Collator('en', { numeric: true }).compare)
  const about = await readSettings(folder, all)
  const own = all.filter((name) => isMarkdownName(name) && name.startsWith(`${about.place}${sep}`))
  const names = own.length > 0 ? own : all.filter(isMarkdownName)
  const files: MarkdownFile[] = []
  let size = 0
  for (const name of names) {
    size += (await stat(join(folder, name))).size
    if (size > IMPORT_LIMITS.fileBytes) throw tooBig(size)
    const bytes = await readFile(join(folder, name))
    if (bytes.length > 0) files.push({ file: name.split(sep).join('/'), bytes })
  }
  if (files.length === 0) throw new Problem('invalid', say('folderNoMarkdown'))
  const source = readMarkdown(files, { told }, about)
  return { ...source, report: [...links.filter(isMarkdownName).map(notFollowed), ...source.report] }
}

/** What the settings of a book or of a site say of it, and where its text lies. */
async function readSettings(folder: string, all: readonly string[]): Promise<BookSettings> {
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  const site = all.find((name) => /^mkdocs\.ya?ml$/.test(name))
  if (site && !all.includes('book.toml'))
    return {
      language: null,
      ...readSiteSettings(
        await read(site),
        all.map((name) => name.split(sep).join('/')),
      ),
    }
  const settings = all.includes('book.toml') ? 'book.toml' : 'book.json'
  const about = readBookSettings(settings, all.includes(settings) ? await read(settings) : '')
  return about.place === null && all.some((name) => /^docusaurus\.config\.\w+$/.test(name)) ? { ...about, place: 'docs' } : about
}

function notFollowed(name: string): ReportEntry {
  const reason = 'a link to another file, which is not followed: put the file itself there'
  return { kind: 'doubt', origin: { file: name, line: 1 }, reason, before: name, after: null, isAside: true }
}

/** @param links takes the links among them: they may lead anywhere, and are not followed */
async function listFiles(root: string, inside: string, depth: number, links: string[]): Promise<string[]> {
  if (depth > 20) throw tooDeep()
  const names: string[] = []
  for (const entry of await readdir(join(root, inside), { withFileTypes: true })) {
    const name = join(inside, entry.name)
    if (entry.name.startsWith('.')) continue
    if ((await lstat(join(root, name))).isSymbolicLink()) links.push(name)
    else if (entry.isDirectory()) append(names, await listFiles(root, name, depth + 1, links))
    else if (entry.isFile()) names.push(name)
    if (names.length + links.length > IMPORT_LIMITS.files) {
      throw new Problem('too-large', say('folderTooFull', { most: IMPORT_LIMITS.files }))
    }
  }
  return names
}
