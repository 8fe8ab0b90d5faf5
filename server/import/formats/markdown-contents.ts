import 'server-only'
import { basename } from 'node:path'
import type { ContentsEntry, Matter } from '#domain/import/blocks/text.ts'
import { titleOfFile } from '#domain/import/guide/file-title.ts'
import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { type Page, wordsOf } from '#server/import/formats/element.ts'
import type { MarkdownFile, SummaryLine } from '#server/import/formats/summary.ts'
import { findElements } from '#server/import/formats/xml.ts'

/** A file of a folder, read. */
type InFolder = { page: Page }

/** The files that the contents list names, in its order; what it does not name stands after them, but for what the folder says of itself. */
export function inOrderOf(lines: readonly SummaryLine[], files: MarkdownFile[], summary: MarkdownFile | undefined): MarkdownFile[] {
  const byName = new Map(files.map((file) => [file.file ?? '', file]))
  const named = new Set(lines.flatMap(({ file }) => (file === null ? [] : [file])))
  const listed = [...named].flatMap((file) => byName.get(file) ?? [])
  const others = files.filter((one) => !named.has(one.file ?? '') && one !== summary)
  return [...others.filter(isReadme), ...listed, ...others.filter((one) => !isReadme(one))]
}

/** The lines of the contents list, or the files where there is none: each is a chapter by its first heading, else by its name. */
export function contentsOf(
  told: readonly SummaryLine[] | null,
  parsed: readonly InFolder[],
  anchors: ReadonlyMap<string, number>,
): ContentsEntry[] {
  const listed = new Set(told?.map(({ file }) => file))
  const entryOf = ({ page }: InFolder, matter: Matter | null): ContentsEntry => ({
    title: titleOf(page, titleOfReadme(parsed)),
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
    const at = anchors.get(line.file ?? below?.file ?? '')
    const isBack = line.level === topOfList && line.matter === null && matterOfFile(line.file) === 'back'
    return at === undefined ? [] : [{ title: line.title, level: line.level, at, matter: isBack ? 'back' : line.matter }]
  })
  const rest = parsed
    .filter(({ page }) => !listed.has(page.file ?? ''))
    .map((file) => entryOf(file, isReadme(file.page) ? 'front' : 'back'))
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

/** What a file is by its name: one that counts as a chapter is one, whatever its title: an introduction that is chapter 1. */
function matterOfName(file: string, files: number): Matter | null {
  if (isReadme({ file }) && files > 2) return 'front'
  const counted = /(?:^|[-_. ])(\p{L}+)[-_. ]?0*([1-9]\d?)(?=[-_. ])/u.exec(basename(file))
  return findDivisionWord(counted?.[1] ?? '')?.rank === 'chapter' ? 'chapter' : null
}

/** @param name what the book is called, which may stand above the title of each of its files */
function titleOf({ file = '', tree }: Page, name: string | null): string {
  const all = (tag: string) => (tree.type === 'root' ? findElements(tree, tag).map(wordsOf).filter(Boolean) : [])
  const headings = all('h1')
  const heading = headings.find((one) => one !== name) ?? (headings.length > 0 ? all('h2')[0] : undefined) ?? headings[0]
  if (heading) return heading
  return titleOfFile(basename(file).replace(/^\d+[-_. ]*(?=.*\.)/, '')) || file
}
