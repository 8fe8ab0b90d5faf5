import 'server-only'
import { parse as parseYaml } from 'yaml'
import { titleKey } from '#domain/import/heading-words/titles.ts'
import type { EncodingHints } from '#server/import/formats/encoding.ts'
import { isMarkdownName } from '#server/import/formats/sniff.ts'
import { type MarkdownFile, README, readSummary, type SummaryLine, targetOf } from '#server/import/formats/summary.ts'

/*
 * The contents list of a book that has no SUMMARY.md: a file with another name that lists the others, or the settings of MkDocs.
 */

/** The list of a book names so many of the files, in tenths, another list of them so many, and at least so many of them. */
const MOST = 6
const MANY = 5
const FEWEST = 3
/** Of a book in one file there are so many other files at least. */
const FEWEST_COPIED = 4
/** Longer files than this are no lists of files. */
const LONGEST = 200_000
/** A line of a list with a link in it. */
const LISTED = /^[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t][^\n]*?\]\(\s*<?([^()\s<>]+)/gm
/** Letters that a list may have outside of its lines and still be nothing but a list. */
const FEW_LETTERS = 600

/** A file whose lists name many files of a folder: enough for a book when `isWhole`. `isAlone` when there is nothing else in it. */
type ListOfFiles = { file: MarkdownFile; named: number; isWhole: boolean; isAlone: boolean }

/** The files whose lists name many of the others: the longest list first, the outermost of several as long. */
export function listsOfFiles(files: readonly MarkdownFile[]): ListOfFiles[] {
  const names = new Set(files.map(({ file = '' }) => file))
  const pages = files.filter(({ file = '' }) => !README.test(file)).length
  const depth = ({ file }: ListOfFiles) => file.file?.split('/').length ?? 0
  return files
    .flatMap((one): ListOfFiles[] => {
      if (one.file === undefined || one.bytes.length > LONGEST) return []
      const text = one.bytes.toString('utf8')
      const from = { file: one.file, names }
      const targets = [...text.matchAll(LISTED)].flatMap(([, url = '']) => targetOf(url, from) ?? [])
      const named = new Set(targets.filter((name) => names.has(name))).size
      if (named < FEWEST || named * 10 < (pages - 1) * MANY) return []
      const outside = text.replace(/^[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t][^\n]*/gm, '').replace(/[^\p{L}]/gu, '')
      return [{ file: one, named, isWhole: named * 10 >= (pages - 1) * MOST, isAlone: outside.length < FEW_LETTERS }]
    })
    .sort((one, other) => other.named - one.named || depth(one) - depth(other))
}

/** The file that holds what all the others hold, for printing: about as long as they are, with most of their titles in it. */
export function findCopyOfBook(files: readonly MarkdownFile[]): string | null {
  const [largest, ...others] = files.toSorted((one, other) => other.bytes.length - one.bytes.length)
  const length = others.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (largest?.file === undefined || others.length < FEWEST_COPIED || largest.bytes.length * 2 < length) return null
  const headings = ({ bytes }: MarkdownFile) =>
    [...bytes.toString('utf8').matchAll(/^#{1,6}[ \t]+([^\n]+?)[ \t#]*$/gm)].map(([, title = '']) => titleKey(title))
  const own = new Set(headings(largest))
  const titles = others.filter(({ file = '' }) => !README.test(file)).flatMap((file) => headings(file).slice(0, 1))
  return titles.length >= FEWEST_COPIED && titles.filter((title) => own.has(title)).length * 5 >= titles.length * 3 ? largest.file : null
}

/** The lines of such a list. */
export function readListOfFiles(list: MarkdownFile, files: readonly MarkdownFile[], hints: EncodingHints): SummaryLine[] | null {
  const names = new Set(files.map(({ file = '' }) => file))
  const read = readSummary(list, hints, names, true)
  return read && ofLists(read, names)
}

/** The lines that name files, or stand over some that do. */
function ofLists(lines: readonly SummaryLine[], names: ReadonlySet<string>): SummaryLine[] {
  const known = lines.filter(({ file }) => file === null || names.has(file))
  const end = (at: number) => known.findIndex(({ level }, index) => index > at && level <= (known[at]?.level ?? 0))
  return known.filter(({ file }, at) => {
    const below = known.slice(at, end(at) < 0 ? undefined : end(at))
    return file !== null || below.some((line) => line.file !== null)
  })
}

/** What the settings of MkDocs say. */
export type SiteSettings = { title: string | null; creator: string | null; place: string; lines: SummaryLine[] | null }

/**
 * Reads `mkdocs.yml`: where its pages lie, and in which order, where it says so.
 * @param files the files of the site, in the order of their names: an entry may name a folder
 */
export function readSiteSettings(text: string, files: readonly string[]): SiteSettings {
  const none = { title: null, creator: null, place: 'docs', lines: null }
  try {
    const site: unknown = parseYaml(text, { maxAliasCount: 0, logLevel: 'silent' })
    if (typeof site !== 'object' || site === null) return none
    const { site_name: title, site_author: creator, docs_dir: place, nav } = site as Record<string, unknown>
    const say = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
    const folder = say(place)?.replace(/^\.?\/|\/$/g, '') ?? 'docs'
    const lines = Array.isArray(nav) ? withoutFrame(linesOfNav(nav, 1, folder, files)) : []
    return { title: say(title), creator: say(creator), place: folder, lines: lines.some(({ file }) => file !== null) ? lines : null }
  } catch {
    return none
  }
}

function linesOfNav(nav: readonly unknown[], level: number, folder: string, files: readonly string[]): SummaryLine[] {
  const line = (title: string, at: number, file: string | null): SummaryLine => ({ title, level: at, file, matter: null })
  return nav.flatMap((item): SummaryLine[] => {
    const entries: [string, unknown][] = typeof item === 'string' ? [['', item]] : Object.entries(item ?? {})
    return entries.flatMap(([title, value]): SummaryLine[] => {
      if (Array.isArray(value)) return [line(title, level, null), ...linesOfNav(value, level + 1, folder, files)]
      if (typeof value !== 'string' || value.includes(':')) return []
      if (/\.\w+$/.test(value)) return [line(title, level, `${folder}/${value}`)]
      const inside = files.filter((file) => isMarkdownName(file) && file.startsWith(`${folder}/${value.replace(/\/?$/, '/')}`))
      return inside.length === 0 ? [] : [line(title, level, null), ...inside.map((file) => line('', level + 1, file))]
    })
  })
}

/** Where one entry holds nearly everything, its entries are the book's. */
function withoutFrame(lines: SummaryLine[]): SummaryLine[] {
  const tops = lines.flatMap(({ level }, at) => (level === 1 ? [at] : []))
  const ends = tops.map((_, at) => tops[at + 1] ?? lines.length)
  const frame = tops.findIndex((from, at) => ((ends[at] ?? 0) - from) * 10 >= lines.length * 6 && lines[from]?.file === null)
  const [from, to] = [tops[frame] ?? 0, ends[frame] ?? 0]
  const hasInner = lines.slice(from + 1, to).filter(({ level, file }) => level === 2 && file === null).length >= 2
  if (frame < 0 || !hasInner) return lines
  const inner = lines.slice(from + 1, to).map((line) => ({ ...line, level: line.level - 1 }))
  return [...lines.slice(0, from), ...inner, ...lines.slice(to)]
}
