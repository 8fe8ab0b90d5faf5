import 'server-only'
import { createHash } from 'node:crypto'
import { type Audience, type Chapter, Slug } from '#domain/guide.ts'
import { RESERVED_GUIDE_SLUGS } from '#domain/import/guide/slug.ts'
import type { ImportedTextItem } from '#domain/imported-text.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { chapterFileName } from '#server/content/chapter.ts'
import { findContentGuide } from '#server/content/content-guides.ts'
import { readGuideSources, type Sources } from '#server/content/guide-folder.ts'
import { languageOf } from '#server/content/guide-pages.ts'
import { keepPrepared } from '#server/content/prepared.ts'
import { problemLine } from '#server/content/problem.ts'
import { findImportedGuide, keepRead } from '#server/content/read-imported.ts'
import { db, type Tx } from '#server/db.ts'

/** Characters of all files of a guide together: as much as many books, and few enough that a process can hold them. */
const MOST_CHARACTERS = 40_000_000

/**
 * Checks an address that an imported guide is to have.
 * @throws Problem `invalid` when it is none, or reserved; `conflict` when a guide in the folder for guides has it
 */
export async function requireFreeAddress(slug: string): Promise<void> {
  if (!Slug.safeParse(slug).success) throw new Problem('invalid', say('guideAddressShape', { slug }))
  if (RESERVED_GUIDE_SLUGS.includes(slug)) throw new Problem('invalid', say('addressReserved', { slug }))
  if (await findContentGuide(slug)) throw new Problem('conflict', say('addressTaken', { slug }))
}

/**
 * Keeps the files of an imported guide, in place of those that it had. A chapter that the new files lack is withdrawn when groups
 * study the guide: they can still open it, with what they wrote there.
 * @param files guide.md and the chapters: name → text
 * @throws as `requireFreeAddress`; Problem `invalid` when the files cannot be shown as a guide: `extra.problems` says where and why
 */
export async function saveGuide(files: Map<string, string>, { slug, audience }: { slug: string; audience: Audience }): Promise<void> {
  await requireFreeAddress(slug)
  const sources: Sources = new Map([...files].map(([name, body]) => [name, body.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')]))
  const chapters = await readChecked(slug, sources)
  const words = new Map(chapters.map((chapter) => [chapter.slug, chapter.words]))
  const revision = await db().$transaction(async (tx) => {
    // The first statement takes the guide's row, so that two who save at once come one after the other.
    await tx.importedGuide.upsert({ where: { slug }, create: { slug, audience, revision: '' }, update: { audience } })
    await withdrawOthers(tx, slug, sources)
    await tx.importedFile.deleteMany({ where: { guideSlug: slug, withdrawn: false } })
    const data = [...sources].map(([name, body]) => ({
      guideSlug: slug,
      name,
      body,
      words: words.get(chapterFileName(name)?.slug ?? '') ?? 0,
    }))
    await tx.importedFile.createMany({ data })
    const saved = await tx.importedGuide.update({ where: { slug }, data: { revision: await hashFiles(tx, slug) } })
    return saved.revision
  })
  keepRead(slug, revision, chapters)
  const bySlug = new Map(chapters.map((chapter) => [chapter.slug, chapter]))
  const language = languageOf(sources.get('guide.md'))
  const read = [...sources].flatMap(([name, source]) => {
    const chapter = bySlug.get(chapterFileName(name)?.slug ?? '')
    return chapter ? [{ name, source, language, chapter }] : []
  })
  await keepPrepared(slug, read)
}

/**
 * The files of an imported guide as they were saved, without withdrawn chapters.
 * @returns null when there is no such guide
 */
export async function findGuideFiles(slug: string): Promise<Map<string, string> | null> {
  const rows = await db().importedFile.findMany({ where: { guideSlug: slug, withdrawn: false }, orderBy: { name: 'asc' } })
  return rows.length > 0 ? new Map(rows.map(({ name, body }) => [name, body])) : null
}

/** Every imported guide, by address. One that can no longer be read is named by its address. */
export async function listImportedGuides(): Promise<ImportedTextItem[]> {
  const [rows, groups] = await Promise.all([
    db().importedGuide.findMany({ orderBy: { slug: 'asc' } }),
    db().readingGroup.groupBy({ by: ['guide'], _count: true }),
  ])
  return Promise.all(
    rows.map(async ({ slug, audience, updatedAt }) => {
      const guide = (await findImportedGuide(slug))?.guide
      return {
        slug,
        title: guide?.title ?? slug,
        audience,
        chapters: guide?.chapters.length ?? 0,
        words: guide?.chapters.reduce((sum, { words }) => sum + words, 0) ?? 0,
        updatedAt: updatedAt.toISOString(),
        groups: groups.find(({ guide }) => guide === slug)?._count ?? 0,
      }
    }),
  )
}

/**
 * Changes who may read an imported guide, or its title. What is not given stays.
 * @throws Problem `not-found`
 */
export async function updateGuide(
  slug: string,
  { audience, title }: { audience?: Audience | undefined; title?: string | undefined },
): Promise<void> {
  await db().$transaction(async (tx) => {
    // The first statement takes the guide's row, so that two who save at once come one after the other.
    const { count } = await tx.importedGuide.updateMany({ where: { slug }, data: { ...(audience && { audience }), updatedAt: new Date() } })
    const about = await tx.importedFile.findFirst({ where: { guideSlug: slug, name: 'guide.md', withdrawn: false } })
    if (count === 0 || !about) throw notFound()
    if (title === undefined) return
    // A value of JSON is one of YAML too.
    const body = about.body.replace(/^title:.*$/m, () => `title: ${JSON.stringify(title)}`)
    await tx.importedFile.updateMany({ where: { guideSlug: slug, name: 'guide.md' }, data: { body } })
    await tx.importedGuide.update({ where: { slug }, data: { revision: await hashFiles(tx, slug) } })
  })
}

/**
 * Takes an imported guide away.
 * @throws Problem `not-found`; `conflict` while a group studies it
 */
export async function removeGuide(slug: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.importedGuide.deleteMany({ where: { slug } })
    if (count === 0) throw notFound()
    const groups = await tx.readingGroup.count({ where: { guide: slug } })
    if (groups > 0) throw new Problem('conflict', say('textStudied', { groups }))
    // Whoever published it has no right to what another puts at this address.
    await tx.importDraft.updateMany({ where: { publishedSlug: slug }, data: { publishedSlug: null } })
  })
}

/** @throws Problem `invalid` when the files cannot be shown as a guide */
async function readChecked(slug: string, sources: Sources): Promise<Chapter[]> {
  const characters = [...sources.values()].reduce((sum, { length }) => sum + length, 0)
  if (characters > MOST_CHARACTERS) throw new Problem('invalid', say('textTooLong'))
  const { read, problems } = await readGuideSources(slug, sources, `/texts/${slug}`)
  const strangers = [...sources.keys()].filter((name) => name !== 'guide.md' && !chapterFileName(name))
  const sentence = 'an imported guide has guide.md and chapters only: lists and pages stand in its companion'
  const all = [...problems, ...strangers.map((file) => ({ file, line: 1, sentence }))]
  if (!read || all.length > 0) {
    const told = all.slice(0, 20).map(problemLine).join('\n')
    throw new Problem('invalid', say('filesNoGuide', { told }), { problems: all })
  }
  return read.chapters
}

/** Keeps for the groups what the new files lack, and lets go of what came back. */
async function withdrawOthers(tx: Tx, slug: string, sources: Sources): Promise<void> {
  const slugs = new Set([...sources.keys()].map((name) => chapterFileName(name)?.slug))
  const rows = await tx.importedFile.findMany({ where: { guideSlug: slug }, select: { name: true, withdrawn: true } })
  const studied = (await tx.readingGroup.count({ where: { guide: slug } })) > 0
  const gone = rows.filter(({ name }) => name !== 'guide.md' && !slugs.has(chapterFileName(name)?.slug)).map(({ name }) => name)
  const back = rows.filter(({ name, withdrawn }) => withdrawn && !gone.includes(name)).map(({ name }) => name)
  await tx.importedFile.deleteMany({ where: { guideSlug: slug, name: { in: back } } })
  if (studied) await tx.importedFile.updateMany({ where: { guideSlug: slug, name: { in: gone } }, data: { withdrawn: true } })
  else await tx.importedFile.deleteMany({ where: { guideSlug: slug, name: { in: gone } } })
}

/** Hash of what is in the database now, withdrawn chapters and all. */
async function hashFiles(tx: Tx, slug: string): Promise<string> {
  const rows = await tx.importedFile.findMany({ where: { guideSlug: slug }, orderBy: { name: 'asc' } })
  const hash = createHash('sha256')
  for (const { name, body, withdrawn } of rows) hash.update(JSON.stringify([name, withdrawn, body]))
  return hash.digest('hex').slice(0, 32)
}
