import 'server-only'
import { basename } from 'node:path'
import type { Matter } from '#domain/import/blocks/text.ts'
import { titleOfFile } from '#domain/import/guide/file-title.ts'
import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { SHORT_PAGE, type SummaryLine } from '#server/import/formats/summary.ts'

/**
 * A file that no list puts in order.
 * - `size`: its bytes
 * - `place`: where its own settings say that it stands
 * - `depth`: how deep its first heading is set, from 1
 */
export type LooseFile = { file: string; title: string; size: number; place: number | null; depth: number }

type Leaf = { name: string; file: LooseFile }
type Folder = { name: string; index: LooseFile | null; leaves: Leaf[]; folders: Folder[] }

/** What stands in a folder for the folder itself. */
const INDEX = /^(?:\d+[-_. ])?(?:_?index|readme)\.\w+$/i
/** What a repository says to those who work on it. */
const FOR_WRITERS =
  /^(?:contributing|contributors|code[-_]of[-_]conduct|license|licence|security|changelog|changes|(?:pull_request|issue)_template|translations?)\b/i
const FOR_PROGRAMS = /^(?:AGENTS|CLAUDE|GEMINI)\.\w+$/
/** So many of a folder's files, in tenths, are the book; what lies beside them is not. */
const MOST = 8

/**
 * The contents list that folders in folders are: a folder is what stands above its files. Its own page comes first, what is called an
 * introduction before the rest, files before folders, unless numbers in all names, or the settings of the files, say otherwise.
 * @returns null where no folder holds several files and none says its place: their names alone put them in order
 */
export function listOfFolders(files: readonly LooseFile[]): SummaryLine[] | null {
  const root = bookIn(treeOf(files))
  const hasShape = (folder: Folder): boolean => folder.folders.some((one) => sizeOf(one) > 1 || hasShape(one))
  const own = root.book
  if (!hasShape(own) && own === root.all && files.every(({ place }) => place === null)) return null
  const listed = linesOf(own, 1, files.filter(({ file }) => !isIndex(file)).length * 2 > files.length)
  const named = new Set(listed.map(({ file }) => file))
  const others = files.filter(({ file }) => !named.has(file) && file !== own.index?.file)
  const about = [...(own.index ? [own.index] : []), ...others.filter(({ file }) => isIndex(file) && !file.includes('/'))]
  const behind = others.filter((one) => !about.includes(one))
  return [...about.map((one) => lineOf(one, 1, 'front')), ...listed, ...behind.map((one) => lineOf(one, 1, 'back'))]
}

function treeOf(files: readonly LooseFile[]): Folder {
  const root: Folder = { name: '', index: null, leaves: [], folders: [] }
  for (const file of files) {
    let folder = root
    for (const name of file.file.split('/').slice(0, -1)) {
      const known = folder.folders.find((one) => one.name === name)
      const inner: Folder = known ?? { name, index: null, leaves: [], folders: [] }
      if (!known) folder.folders.push(inner)
      folder = inner
    }
    if (isIndex(file.file) && folder.index === null) folder.index = file
    else folder.leaves.push({ name: basename(file.file), file })
  }
  takeOwnPages(root)
  return root
}

/** A page beside a folder of its name is what stands in that folder for itself. */
function takeOwnPages(folder: Folder): void {
  for (const inner of folder.folders) {
    takeOwnPages(inner)
    const own = folder.leaves.find(({ name }) => name.replace(/\.\w+$/, '') === inner.name)
    if (!own || inner.index !== null) continue
    inner.index = own.file
    folder.leaves = folder.leaves.filter((leaf) => leaf !== own)
  }
}

const isForWriters = (name: string) => FOR_WRITERS.test(name) || FOR_PROGRAMS.test(name)
const isIndex = (file: string) => INDEX.test(basename(file))
const isReadme = ({ file }: { file: string }) => /^(?:\d+[-_. ])?readme\.\w+$/i.test(basename(file))
const sizeOf = ({ index, leaves, folders }: Folder): number =>
  (index ? 1 : 0) + leaves.length + folders.reduce((sum, one) => sum + sizeOf(one), 0)

/** The folder in which nearly everything lies, through as many folders as hold nothing else. */
function bookIn(all: Folder): { all: Folder; book: Folder } {
  let book = all
  for (;;) {
    const inner = book.folders.find((one) => sizeOf(one) * 10 >= sizeOf(book) * MOST)
    const own = book.leaves.filter(({ name }) => !isForWriters(name))
    if (!inner || own.length > inner.leaves.length + inner.folders.length) return { all, book }
    book = inner
  }
}

type Entry = { name: string; place: number | null; kind: number; depth: number; isFolder: boolean; lines: SummaryLine[] }

/** @param hasPages whether most files of the book are pages, not what folders say of themselves: then a folder of nothing else is of code */
function linesOf(folder: Folder, level: number, hasPages: boolean): SummaryLine[] {
  const leaves = folder.leaves.map(({ name, file }): Entry => {
    const matter = isForWriters(name) ? 'back' : matterOf(file)
    const kind = kindOf(matter ?? findNamedPart(file.title))
    return { name, place: file.place, kind, depth: file.depth, isFolder: false, lines: [lineOf(file, level, matter)] }
  })
  const folders = folder.folders.map((one): Entry => {
    const lines = linesOfFolder(one, level, hasPages)
    const [first] = lines
    return {
      name: one.name,
      place: one.index?.place ?? null,
      kind: kindOf(first?.matter ?? findNamedPart(first?.title ?? '')),
      depth: 1,
      isFolder: true,
      lines,
    }
  })
  return nested([...leaves, ...folders].toSorted(inOrder(leaves, folders)), leaves).flatMap(({ lines }) => lines)
}

function linesOfFolder(folder: Folder, level: number, hasPages: boolean): SummaryLine[] {
  const [only] = folder.leaves
  if (sizeOf(folder) === 1) {
    const file = folder.index ?? only?.file
    if (file) return [lineOf(file, level, folder.index && hasPages && isReadme(folder.index) ? 'back' : matterOf(file))]
  }
  const inner = linesOf(folder, level + 1, hasPages)
  const isOfCode = hasPages && inner.length > 0 && inner.every(({ file }) => file === null || isReadme({ file }))
  const title = folder.index?.title ?? titleOfName(`${folder.name}.md`)
  const rank = findDivisionWord(/^[^\p{L}]*(\p{L}+)/u.exec(folder.name)?.[1] ?? '')?.rank
  const named = findNamedPart(title)
  const own = { title, level, file: folder.index?.file ?? null }
  if (isOfCode) return [{ ...own, matter: 'back' }, ...inner]
  if (rank === 'chapter' && named === null) return [{ ...own, matter: 'chapter' }, ...inner]
  // A folder without a page of its own is called what its files are, not what they do in a book: "references".
  const isBehind = named === 'back' && (folder.index !== null || folder.leaves.length < 3)
  if (level > 1 || isBehind) return [{ ...own, matter: null }, ...inner]
  const sizes = pagesOf(folder).map(({ size }) => size)
  const usual = sizes.toSorted((one, other) => one - other)[sizes.length >> 1] ?? 0
  if (rank !== 'part' && usual < SHORT_PAGE) return [{ ...own, matter: named === null ? 'chapter' : null }, ...inner]
  // What the folder says of itself is the first chapter in it where it is more than a few words.
  const first = folder.index && folder.index.size >= SHORT_PAGE ? [lineOf(folder.index, level + 1, null)] : []
  return [{ ...own, title, file: first.length > 0 ? null : own.file, matter: 'division' }, ...first, ...inner]
}

/** Files whose first headings are set lower than those of others stand below these: sections of chapters that are files of their own. */
function nested(entries: readonly Entry[], leaves: readonly Entry[]): Entry[] {
  const depths = entries.map(({ depth }) => depth)
  const highest = Math.min(...depths)
  const [higher, lower] = [depths.filter((depth) => depth === highest).length, depths.filter((depth) => depth === highest + 1).length]
  if (leaves.length < entries.length || depths[0] !== highest || higher < 2 || lower < higher) return [...entries]
  const isLower = ({ depth }: Entry) => depth > highest
  return entries.map((entry) =>
    isLower(entry) ? { ...entry, lines: entry.lines.map((line) => ({ ...line, level: line.level + 1 })) } : entry,
  )
}

function inOrder(leaves: readonly Entry[], folders: readonly Entry[]): (one: Entry, other: Entry) => number {
  const all = [...leaves, ...folders]
  const isCounted = all.every(({ name, kind }) => /^\d/.test(name) || kind !== 1)
  const names = new Intl.Collator('en', { numeric: true })
  const places = all.some(({ place }) => place !== null)
  const placeOf = ({ place }: Entry) => (places ? (place ?? Number.MAX_SAFE_INTEGER) : 0)
  const kindIn = ({ name, kind }: Entry) => (isCounted && /^\d/.test(name) ? 1 : kind)
  return (one, other) =>
    placeOf(one) - placeOf(other) ||
    kindIn(one) - kindIn(other) ||
    (isCounted ? 0 : Number(one.isFolder) - Number(other.isFolder)) ||
    names.compare(one.name, other.name)
}

const pagesOf = ({ leaves, folders }: Folder): LooseFile[] => [...leaves.map(({ file }) => file), ...folders.flatMap(pagesOf)]

const kindOf = (part: Matter | null) => (part === 'front' ? 0 : part === 'back' ? 2 : 1)

function matterOf({ file, title }: LooseFile): Matter | null {
  const name = basename(file)
  if (/^front[-_ ]?matter/i.test(name) && !/^front[- ]?matter/i.test(title)) return 'front'
  const counted = /(?:^|[-_. ])(\p{L}+)[-_. ]?0*([1-9]\d?)(?=[-_. ])/u.exec(name)
  if (findDivisionWord(counted?.[1] ?? '')?.rank === 'chapter') return 'chapter'
  return findNamedPart(title) === null && findNamedPart(titleOfName(name)) === 'front' ? 'front' : null
}

const titleOfName = (name: string) => titleOfFile(name.replace(/^(?:\d+[-_. ]+)+(?=.)/, ''))

const lineOf = ({ file, title }: LooseFile, level: number, matter: Matter | null): SummaryLine => ({ title, level, file, matter })
