import 'server-only'
import { basename } from 'node:path'
import type { ContentsEntry, Matter } from '#domain/import/blocks/text.ts'
import { titleOfFile } from '#domain/import/guide/file-title.ts'
import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { type Page, wordsOf } from '#server/import/formats/element.ts'
import type { SummaryLine } from '#server/import/formats/summary.ts'
import { findElements } from '#server/import/formats/xml.ts'

/** A file of a folder, read. */
type InFolder = { page: Page }

/** The files that the contents list names, in its order; what it does not name stands after them, but for what the folder says of itself. */
export function inOrderOf<File extends InFolder>(
  lines: readonly SummaryLine[],
  files: readonly File[],
  isAbout: (file: File) => boolean,
): File[] {
  const byName = new Map(files.map((file) => [file.page.file ?? '', file]))
  const listed = new Set(lines.flatMap(({ file }) => byName.get(file ?? '') ?? []))
  const others = files.filter((one) => !listed.has(one))
  return [...others.filter(isAbout), ...listed, ...others.filter((one) => !isAbout(one))]
}

/** The lines of the contents list, or the files where there is none: each is a chapter by its first heading, else by its name. */
export function contentsOf(
  told: readonly SummaryLine[] | null,
  parsed: readonly InFolder[],
  anchors: ReadonlyMap<string, number>,
  isAbout: (file: InFolder) => boolean,
): ContentsEntry[] {
  const listed = new Set(told?.map(({ file }) => file))
  const entryOf = ({ page }: InFolder, matter: Matter | null): ContentsEntry => ({
    title: titleOf(page, isReadme(page) ? null : titleOfReadme(parsed)),
    level: 1,
    at: anchors.get(page.file ?? '') ?? 0,
    matter,
  })
  if (!told) return parsed.map((file) => entryOf(file, matterOfName(file.page.file ?? '', parsed.length)))
  const topOfList = Math.min(...told.flatMap(({ matter, level }) => (matter === null ? [level] : [])))
  const lines = told.flatMap((line, index): ContentsEntry[] => {
    // What names no file begins where the first one below it does; without any it is not written yet.
    const end = told.findIndex((other, at) => at > index && other.level <= line.level)
    const below = told.slice(index, end < 0 ? undefined : end).find((other) => other.file !== null && anchors.has(other.file))
    const at = anchors.get(line.file ?? '') ?? anchors.get(below?.file ?? '')
    const isBack = line.level === topOfList && line.matter === null && matterOfFile(line.file) === 'back'
    const own = line.title === '' ? parsed.find(({ page }) => page.file === line.file) : undefined
    const title = own ? titleOf(own.page, titleOfReadme(parsed)) : line.title
    return at === undefined ? [] : [{ title, level: line.level, at, matter: isBack ? 'back' : (line.matter ?? matterOfFolder(line)) }]
  })
  const rest = parsed.filter(({ page }) => !listed.has(page.file ?? '')).map((file) => entryOf(file, isAbout(file) ? 'front' : 'back'))
  return [...lines, ...rest].sort((one, other) => one.at - other.at)
}

/** The files of one folder that no list puts in order: what their titles say stands before the chapters, the chapters, what stands after them. */
export function frontFirst<File extends InFolder>(files: readonly File[]): File[] {
  if (files.some(({ page }) => page.file?.includes('/') !== false)) return [...files]
  const name = titleOfReadme(files)
  const placeOf = ({ page }: File) => {
    const matter = matterOfName(page.file ?? '', files.length) ?? findNamedPart(titleOf(page, name))
    return matter === 'front' ? 0 : matter === 'back' ? 2 : 1
  }
  return files.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** True for what a folder says of itself. */
export const isReadme = ({ file = '' }: { file?: string }) => /^readme\.\w+$/i.test(file)

/** True for that, and for a page of the whole book beside its contents list. */
export const isAboutBook = ({ file = '' }: { file?: string }) => /^(?:readme|index|contents|toc)\.\w+$/i.test(file)

/** The first heading of what the folder says of itself; null where it says nothing. */
export function titleOfReadme(parsed: readonly InFolder[]): string | null {
  const readme = parsed.find(({ page }) => isReadme(page))
  const [heading] = readme?.page.tree.type === 'root' ? findElements(readme.page.tree, 'h1') : []
  return heading ? wordsOf(heading) || null : null
}

/** What a file is called stays as it was when its titles are translated: `appendix-00.md`. */
function matterOfFile(file: string | null): Matter | null {
  return /^append/i.test(basename(file ?? '')) ? 'back' : null
}

/** An introduction that lies in a folder called chapter 1 is one. */
function matterOfFolder({ title, file }: SummaryLine): Matter | null {
  const [folder = ''] = (file ?? '').split('/').slice(-2, -1)
  return findNamedPart(title) === 'front' && matterOfName(`${folder}.md`, 1) === 'chapter' ? 'chapter' : null
}

/** What a file is by its name: one that counts as a chapter is one, whatever its title: an introduction that is chapter 1. */
function matterOfName(file: string, files: number): Matter | null {
  if (isReadme({ file }) && files > 2) return 'front'
  const counted = /(?:^|[-_. ])(\p{L}+)[-_. ]?0*([1-9]\d?)(?=[-_. ])/u.exec(basename(file))
  return findDivisionWord(counted?.[1] ?? '')?.rank === 'chapter' ? 'chapter' : null
}

/** @param name what the book is called, which may stand above the title of each of its files */
export function titleOf({ file = '', tree }: Page, name: string | null): string {
  const all = (tag: string) => (tree.type === 'root' ? findElements(tree, tag).map(wordsOf).filter(Boolean) : [])
  const headings = all('h1')
  const heading = headings.find((one) => one !== name) ?? (headings.length > 0 ? all('h2')[0] : undefined) ?? headings[0]
  if (heading) return heading
  return soleHeading(tree) ?? (titleOfFile(basename(file).replace(/^(?:\d+[-_. ]+)*\d*(?=\p{L}.*\.)/u, '')) || file)
}

/** The headings of a file, but for those inside of other blocks. */
export const headingsIn = (tree: Page['tree']) =>
  tree.type === 'root' ? tree.children.flatMap((node) => (node.type === 'element' && /^h[1-6]$/.test(node.tagName) ? [node] : [])) : []

/** The heading at the top of a file that sets all its others lower. */
function soleHeading(tree: Page['tree']): string | null {
  const [first, ...others] = headingsIn(tree)
  const isTop = tree.type === 'root' && tree.children.find(({ type }) => type === 'element') === first
  return first && isTop && others.every(({ tagName }) => tagName > first.tagName) ? wordsOf(first) || null : null
}

/** How deep the first heading of a file is set: 1 for the highest, and where it has none. */
export const depthOf = ({ tree }: Page): number => Number(headingsIn(tree)[0]?.tagName.slice(1) ?? 1)
