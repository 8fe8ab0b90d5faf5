import 'server-only'
import { LRUCache } from 'lru-cache'
import { cache } from 'react'
import type { Chapter, ChapterItem, Guide } from '#domain/guide.ts'
import { readChapter, readChapterItem } from '#server/content/chapter.ts'
import { chapterBeside, guideBeside } from '#server/content/companion.ts'
import { findContentGuide } from '#server/content/content-guides.ts'
import { NO_LISTS } from '#server/content/guide-lists.ts'
import { type AboutGuide, languageOf, readAbout } from '#server/content/guide-pages.ts'
import { findPrepared, isLong } from '#server/content/prepared.ts'
import { ContentError, type ContentProblem, type Report } from '#server/content/problem.ts'
import { typesetterFor } from '#server/content/typeset.ts'
import { db } from '#server/db.ts'
import { log } from '#server/log.ts'

/** A file of a chapter, its text not yet read. */
type File = { name: string; source: string; item: ChapterItem }
/** One revision of a text as its files have it. */
type Text = { slug: string; revision: string; about: AboutGuide; files: File[]; withdrawn: File[] }

/**
 * An imported guide; its chapters are read when somebody asks for them. `companion` is the address that its files name: the guide there
 * may be gone.
 */
export type ImportedGuide = { guide: Guide; companion: string | null; findChapter: (chapter: string) => Promise<Chapter | null> }

/** Characters of files, and of read chapters, that a process keeps, and lets go of what was used longest ago. A read chapter takes about three times as much as its text. */
const MOST_CHARACTERS = { texts: 40_000_000, chapters: 12_000_000 }

type Kept = { texts: LRUCache<string, Text>; chapters: LRUCache<string, Chapter> }
// Next compiles pages and routes into several bundles: the process, not the module, owns what was read.
const holder = globalThis as typeof globalThis & { studycircleTexts?: Kept }

function kept(): Kept {
  holder.studycircleTexts ??= {
    texts: new LRUCache({ maxSize: MOST_CHARACTERS.texts }),
    chapters: new LRUCache({ maxSize: MOST_CHARACTERS.chapters }),
  }
  return holder.studycircleTexts
}

/** The row that says which revision is the newest, looked at once for each page: so every process notices what another one saved. */
const findRow = cache((slug: string) => db().importedGuide.findUnique({ where: { slug }, select: { revision: true, audience: true } }))

/** Keeps chapters that were read anyway, when their files were checked. */
export function keepRead(slug: string, revision: string, chapters: Chapter[]): void {
  for (const chapter of chapters) kept().chapters.set(`${slug} ${revision} ${chapter.slug}`, chapter, { size: chapter.text.length + 1 })
}

/** The imported guide with this address, or null. One whose files can no longer be read is null too, and the log says why. */
export async function findImportedGuide(slug: string): Promise<ImportedGuide | null> {
  const row = await findRow(slug)
  if (!row) return null
  const text = await readText(slug, row.revision)
  if (!text) return null
  const companion = text.about.companion ? await findContentGuide(text.about.companion) : null
  const [chapters, withdrawn] = [text.files.map(({ item }) => item), text.withdrawn.map(({ item }) => item)]
  const guide: Guide = {
    ...text.about,
    slug,
    address: `/texts/${slug}`,
    audience: row.audience,
    chapters,
    withdrawn,
    ...guideBeside(companion),
  }
  return {
    guide,
    companion: text.about.companion,
    findChapter: async (chapter) => {
      const read = await findRead(text, chapter)
      return read && chapterBeside(read, companion)
    },
  }
}

/** Every imported guide that can be read, by address. */
export async function listReadableTexts(): Promise<Guide[]> {
  const rows = await db().importedGuide.findMany({ orderBy: { slug: 'asc' }, select: { slug: true } })
  const texts = await Promise.all(rows.map(({ slug }) => findImportedGuide(slug)))
  return texts.flatMap((text) => text?.guide ?? [])
}

async function readText(slug: string, revision: string): Promise<Text | null> {
  const key = `${slug} ${revision}`
  const known = kept().texts.get(key)
  if (known) return known
  const rows = await db().importedFile.findMany({ where: { guideSlug: slug } })
  const problems: ContentProblem[] = []
  const source = rows.find(({ name }) => name === 'guide.md')?.body
  const typesetter = typesetterFor(languageOf(source))
  const files = rows.flatMap(({ name, body, words, withdrawn }) => {
    const item = name === 'guide.md' ? null : readChapterItem(name, body, typesetter, reportTo(problems, slug, name))
    return item ? [{ name, source: body, withdrawn, item: { ...item, words } }] : []
  })
  files.sort((one, other) => one.item.number - other.item.number)
  const about = readAbout(source, NO_LISTS, reportTo(problems, slug, 'guide.md'))
  if (!about || problems.length > 0) return refuse(problems)
  const text: Text = {
    slug,
    revision,
    about,
    files: files.filter(({ withdrawn }) => !withdrawn),
    withdrawn: files.filter(({ withdrawn }) => withdrawn),
  }
  kept().texts.set(key, text, { size: rows.reduce((sum, { body }) => sum + body.length, 1) })
  return text
}

/** A chapter of a text, read now if nobody has asked for it before. */
async function findRead({ slug, revision, about, files, withdrawn }: Text, chapter: string): Promise<Chapter | null> {
  const file = [...files, ...withdrawn].find(({ item }) => item.slug === chapter)
  if (!file) return null
  const key = `${slug} ${revision} ${chapter}`
  const known = kept().chapters.get(key)
  if (known) return known
  const problems: ContentProblem[] = []
  const { language } = about
  const prepared = isLong(file) ? await findPrepared({ slug, name: file.name, source: file.source, language }) : null
  const shared = { lists: NO_LISTS, typesetter: typesetterFor(language) }
  const read = isLong(file) ? prepared?.chapter : readChapter(slug, file.name, file.source, shared, reportTo(problems, slug, file.name))
  if (!read) return refuse([...problems, ...(prepared?.problems ?? [])])
  keepRead(slug, revision, [read])
  return read
}

function reportTo(problems: ContentProblem[], slug: string, name: string): Report {
  return (line, sentence) => problems.push({ file: `${slug}/${name}`, line, sentence })
}

/** Files were checked when they were saved, but perhaps by an older program. */
function refuse(problems: ContentProblem[]): null {
  log().error({ err: new ContentError(problems).message }, 'imported text cannot be read')
  return null
}
