import 'server-only'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Chapter } from '#domain/guide.ts'
import type { Prepared, Unread } from '#server/content/prepare-worker.ts'
import { db } from '#server/db.ts'
import { log } from '#server/log.ts'
import { inOwnThread } from '#server/own-thread.ts'

/** What reads chapters. Raise it with every change of what a chapter's page shows. */
const READER = 2

/** From this length on (UTF-16 units of its file) reading a chapter would keep everybody waiting: ten million letters take nine seconds. */
const LONG = 200_000

const LIMITS = { patience: 120_000, memory: 1_500 }

export const isLong = ({ source }: Pick<Unread, 'source'>): boolean => source.length > LONG

/** What a chapter is made of, and by what: the same always gives the same. */
const keyOf = ({ name, source, language }: Omit<Unread, 'slug'>): string =>
  createHash('sha256').update(`${READER}\n${language}\n${name}\n${source}`).digest('hex')

/** Keeps the long chapters of an imported guide as they were read, in place of those that were kept before. */
export async function keepPrepared(slug: string, read: (Omit<Unread, 'slug'> & { chapter: Chapter })[]): Promise<void> {
  const long = read.filter(isLong).map((each) => ({ key: keyOf(each), chapter: each.chapter }))
  await db().preparedChapter.deleteMany({ where: { guideSlug: slug, key: { notIn: long.map(({ key }) => key) } } })
  for (const { key, chapter } of long) await keepOne(slug, key, chapter)
}

async function keepOne(guideSlug: string, key: string, chapter: Chapter): Promise<void> {
  await db().preparedChapter.createMany({ data: { guideSlug, key, chapter: JSON.stringify(chapter) }, skipDuplicates: true })
}

// Next compiles pages and routes into several bundles: the process, not the module, owns what is being read.
const holder = globalThis as typeof globalThis & { studycircleReading?: Map<string, Promise<Prepared | null>> }

/**
 * A long chapter: as it was kept when it was published, or, where it was not, read in a thread of its own and kept. Whoever asks meanwhile
 * waits for the same.
 * @returns null when it takes too long or too much memory
 */
export function findPrepared(file: Unread): Promise<Prepared | null> {
  holder.studycircleReading ??= new Map()
  const reading = holder.studycircleReading
  const key = keyOf(file)
  const found = reading.get(key) ?? findOrRead(file, key).finally(() => reading.delete(key))
  reading.set(key, found)
  return found
}

async function findOrRead(file: Unread, key: string): Promise<Prepared | null> {
  const row = await db().preparedChapter.findUnique({ where: { guideSlug_key: { guideSlug: file.slug, key } } })
  // Only `keepOne` writes this column, and what it writes is a Chapter.
  if (row) return { chapter: JSON.parse(row.chapter) as Chapter, problems: [] }
  const read = await inOwnThread<Prepared>(threadFile(), file, LIMITS)
  const chapter = read?.chapter
  // The guide may be gone by now.
  if (chapter) await keepOne(file.slug, key, chapter).catch((error: unknown) => log().warn({ err: error }, 'a chapter was not kept'))
  return read
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'content']
  return join(process.cwd(), ...folders, 'prepare-worker.ts')
}
