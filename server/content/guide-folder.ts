import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import { type Chapter, GUIDE_LISTS, type Guide, Slug } from '#domain/guide.ts'
import type { GuideEntries } from '#domain/guide-entries.ts'
import { WRITTEN_PAGES, type WrittenPage } from '#domain/guide-page.ts'
import { chapterFileName, readChapter } from '#server/content/chapter.ts'
import { collectEntries } from '#server/content/entries.ts'
import { type GuideLists, readList } from '#server/content/guide-lists.ts'
import { languageOf, listPages, readAbout, readWrittenPage } from '#server/content/guide-pages.ts'
import type { ContentProblem, Report } from '#server/content/problem.ts'
import { type Typesetter, typesetterFor } from '#server/content/typeset.ts'

/** A guide with its chapters in order and the pages beside them, ready to show. */
export type ReadGuide = { guide: Guide; chapters: Chapter[]; entries: GuideEntries; written: WrittenPage[] }

/** What came of reading a guide's files: the guide, or null with everything that is wrong. */
type Reading = { read: ReadGuide | null; problems: ContentProblem[] }

/**
 * Reads one guide's folder.
 * @param root the folder that holds all guides
 * @returns file names in `problems` are relative to the working folder
 */
export async function readGuideFolder(root: string, slug: string): Promise<Reading> {
  const folder = join(root, slug)
  const { read, problems } = await readGuideSources(slug, await readSources(folder), `/guides/${slug}`)
  return { read, problems: problems.map((problem) => ({ ...problem, file: join(folder, problem.file) })) }
}

/**
 * Reads a guide from the texts of its files. Other work goes on between two chapters.
 * @param sources name of the file → its text, with the line ends of Unix
 * @param address path of the guide's pages
 */
export async function readGuideSources(slug: string, sources: Sources, address: string): Promise<Reading> {
  const problems: ContentProblem[] = []
  const reportIn =
    (file: string): Report =>
    (line, sentence) =>
      problems.push({ file, line, sentence })
  if (!Slug.safeParse(slug).success) {
    reportIn('guide.md')(1, `the folder "${slug}" is the guide's address: rename it to lower-case letters and digits joined by hyphens`)
  }
  const typesetter = typesetterFor(languageOf(sources.get('guide.md')))
  const lists = readLists(sources, typesetter, reportIn)
  const chapters = await readChapters(slug, sources, { lists, typesetter }, reportIn)
  const about = readAbout(sources.get('guide.md'), lists, reportIn('guide.md'))
  const written = WRITTEN_PAGES.flatMap(
    (page) => readWrittenPage(page, sources.get(`${page}.md`), typesetter, reportIn(`${page}.md`)) ?? [],
  )
  if (!about || problems.length > 0) return { read: null, problems: problems.sort(inOrder) }
  const items = chapters.map(({ slug, number, part, title, summary, words }) => ({ slug, number, part, title, summary, words }))
  const entries = collectEntries(lists, chapters)
  const pages = listPages(address, entries, written)
  const guide: Guide = { ...about, slug, address, audience: 'EVERYONE', chapters: items, withdrawn: [], pages, companion: null }
  return { read: { guide, chapters, entries, written }, problems }
}

function inOrder(one: ContentProblem, other: ContentProblem): number {
  return one.file.localeCompare(other.file) || one.line - other.line
}

/** File name → text, with the line ends of Unix. */
async function readSources(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => /\.(md|ya?ml)$/.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return new Map(names.map((name, index) => [name, (texts[index] ?? '').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')]))
}

/** File name → text. */
export type Sources = Map<string, string>
type ReportIn = (name: string) => Report

function readLists(sources: Sources, typesetter: Typesetter, reportIn: ReportIn): GuideLists {
  const files = Object.values(GUIDE_LISTS).map(({ file }): string => file)
  for (const name of sources.keys()) {
    if (!name.endsWith('.md') && !files.includes(name)) reportIn(name)(1, `no list has this name: use ${files.join(', ')}`)
  }
  const read = <Entry extends object>(file: string, schema: z.ZodType<Entry>) =>
    readList(schema, sources.get(file) ?? null, typesetter, reportIn(file))
  return {
    terms: read(GUIDE_LISTS.terms.file, GUIDE_LISTS.terms.entry),
    people: read(GUIDE_LISTS.people.file, GUIDE_LISTS.people.entry),
    places: read(GUIDE_LISTS.places.file, GUIDE_LISTS.places.entry),
    dates: read(GUIDE_LISTS.dates.file, GUIDE_LISTS.dates.entry),
  }
}

async function readChapters(
  guide: string,
  sources: Sources,
  shared: { lists: GuideLists; typesetter: Typesetter },
  reportIn: ReportIn,
): Promise<Chapter[]> {
  const others = ['guide.md', ...WRITTEN_PAGES.map((page) => `${page}.md`)]
  const names = [...sources.keys()].filter((name) => name.endsWith('.md') && !others.includes(name))
  const files = names.flatMap((name) => {
    const file = chapterFileName(name)
    if (!file) reportIn(name)(1, 'this is not the name of a chapter: write two digits, a hyphen and its address, like 01-first-chapter.md')
    return file ? [{ ...file, name }] : []
  })
  files.sort((one, other) => one.number - other.number)
  if (names.length === 0) reportIn('guide.md')(1, 'the guide has no chapter: add 01-first-chapter.md')
  files.forEach(({ number, slug, name }, index) => {
    const before = files[index - 1]
    const expected = before ? before.number + 1 : Math.min(number, 1)
    if (number !== expected) {
      const after = before ? `follows ${before.name}` : 'is the first chapter'
      reportIn(name)(1, `the file's name says chapter ${number}, but it ${after}: number it ${String(expected).padStart(2, '0')}`)
    }
    const twin = files.findIndex((file) => file.slug === slug)
    if (twin < index) reportIn(name)(1, `the address "${slug}" already belongs to ${files[twin]?.name}: rename one of them`)
  })
  const chapters: Chapter[] = []
  for (const { name } of files) {
    const chapter = readChapter(guide, name, sources.get(name) ?? '', shared, reportIn(name))
    if (chapter?.part === null && chapters.at(-1)?.part === 'back') {
      reportIn(name)(1, 'a chapter cannot follow what stands after the chapters: give it "part: back" too, or move it')
    }
    if (chapter) chapters.push(chapter)
    await breathe()
  }
  return chapters
}
