import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { type Chapter, GUIDE_LISTS, type Guide, Slug } from '#domain/guide.ts'
import type { GuideEntries } from '#domain/guide-entries.ts'
import { WRITTEN_PAGES, type WrittenPage } from '#domain/guide-page.ts'
import { chapterFileName, readChapter } from '#server/content/chapter.ts'
import { collectEntries } from '#server/content/entries.ts'
import { type GuideLists, readList } from '#server/content/guide-lists.ts'
import { listPages, readAbout, readWrittenPage } from '#server/content/guide-pages.ts'
import type { ContentProblem, Report } from '#server/content/problem.ts'

/** A guide with its chapters in order and the pages beside them, ready to show. */
export type ReadGuide = { guide: Guide; chapters: Chapter[]; entries: GuideEntries; written: WrittenPage[] }

/**
 * Reads one guide's folder.
 * @param root the folder that holds all guides
 * @returns the guide, or null with everything that is wrong in `problems`; file names are relative to the working folder
 */
export async function readGuideFolder(root: string, slug: string): Promise<{ read: ReadGuide | null; problems: ContentProblem[] }> {
  const folder = join(root, slug)
  const problems: ContentProblem[] = []
  const reportIn =
    (name: string): Report =>
    (line, sentence) =>
      problems.push({ file: join(folder, name), line, sentence })
  const sources = await readSources(folder)
  if (!Slug.safeParse(slug).success) {
    reportIn('guide.md')(1, `the folder "${slug}" is the guide's address: rename it to lower-case letters and digits joined by hyphens`)
  }
  const lists = readLists(sources, reportIn)
  const chapters = readChapters(slug, sources, lists, reportIn)
  const about = readAbout(sources.get('guide.md'), lists, reportIn('guide.md'))
  const written = WRITTEN_PAGES.flatMap((page) => readWrittenPage(page, sources.get(`${page}.md`), reportIn(`${page}.md`)) ?? [])
  if (!about || problems.length > 0) return { read: null, problems: problems.sort(inOrder) }
  const items = chapters.map(({ slug, number, title, summary, words }) => ({ slug, number, title, summary, words }))
  const entries = collectEntries(lists, chapters)
  return { read: { guide: { slug, ...about, chapters: items, pages: listPages(entries, written) }, chapters, entries, written }, problems }
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

type Sources = Map<string, string>
type ReportIn = (name: string) => Report

function readLists(sources: Sources, reportIn: ReportIn): GuideLists {
  const files = Object.values(GUIDE_LISTS).map(({ file }): string => file)
  for (const name of sources.keys()) {
    if (!name.endsWith('.md') && !files.includes(name)) reportIn(name)(1, `no list has this name: use ${files.join(', ')}`)
  }
  const read = <Entry extends object>(file: string, schema: z.ZodType<Entry>) => readList(schema, sources.get(file) ?? null, reportIn(file))
  return {
    terms: read(GUIDE_LISTS.terms.file, GUIDE_LISTS.terms.entry),
    people: read(GUIDE_LISTS.people.file, GUIDE_LISTS.people.entry),
    places: read(GUIDE_LISTS.places.file, GUIDE_LISTS.places.entry),
    dates: read(GUIDE_LISTS.dates.file, GUIDE_LISTS.dates.entry),
  }
}

function readChapters(guide: string, sources: Sources, lists: GuideLists, reportIn: ReportIn): Chapter[] {
  const others = ['guide.md', ...WRITTEN_PAGES.map((page) => `${page}.md`)]
  const names = [...sources.keys()].filter((name) => name.endsWith('.md') && !others.includes(name))
  const files = names.flatMap((name) => {
    const file = chapterFileName(name)
    if (!file) reportIn(name)(1, 'this is not the name of a chapter: write two digits, a hyphen and its address, like 01-first-chapter.md')
    return file ? [{ ...file, name }] : []
  })
  if (names.length === 0) reportIn('guide.md')(1, 'the guide has no chapter: add 01-first-chapter.md')
  files.forEach(({ number, slug, name }, index) => {
    if (number !== index + 1) {
      const before = files[index - 1]
      const after = before ? `follows ${before.name}` : 'is the first chapter'
      reportIn(name)(1, `the file's name says chapter ${number}, but it ${after}: number it ${String(index + 1).padStart(2, '0')}`)
    }
    const twin = files.findIndex((file) => file.slug === slug)
    if (twin < index) reportIn(name)(1, `the address "${slug}" already belongs to ${files[twin]?.name}: rename one of them`)
  })
  return files.flatMap(({ name }) => readChapter(guide, name, sources.get(name) ?? '', lists, reportIn(name)) ?? [])
}
