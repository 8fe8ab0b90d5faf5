import 'server-only'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Guide } from '#domain/guide.ts'
import type { GuideEntries } from '#domain/guide-entries.ts'
import type { GuidePageSlug, WrittenPage, WrittenPageSlug } from '#domain/guide-page.ts'
import { type ReadGuide, readGuideFolder } from '#server/content/guide-folder.ts'
import { ContentError, type ContentProblem } from '#server/content/problem.ts'
import { env } from '#server/env.ts'

/**
 * Reads every guide under a folder, alphabetically; folders beginning with `_` are skipped.
 * @throws ContentError with all problems of all guides
 */
export async function readGuides(root: string): Promise<ReadGuide[]> {
  const inside = relative(process.cwd(), resolve(root))
  const folder = inside.startsWith('..') ? resolve(root) : inside || '.'
  const problems: ContentProblem[] = []
  const guides: ReadGuide[] = []
  for (const name of await listFolders(folder)) {
    const { read, problems: found } = await readGuideFolder(folder, name)
    problems.push(...found)
    if (read) guides.push(read)
  }
  if (problems.length > 0) throw new ContentError(problems)
  return guides
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new ContentError([
      { file: folder, line: 1, sentence: 'there is no such folder: set CONTENT_DIR to the folder that holds the guides' },
    ])
  })
  const names = entries.filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name)).map((entry) => entry.name)
  return names.sort()
}

let kept: { guides: Promise<ReadGuide[]>; stamp: string } | undefined

/** The guides of this process: read once, and again in development when a file has changed. */
async function guides(): Promise<ReadGuide[]> {
  const root = env().CONTENT_DIR
  const stamp = env().NODE_ENV === 'development' ? await stampOf(root) : root
  if (kept?.stamp !== stamp) {
    const reading = readGuides(root)
    kept = { guides: reading, stamp }
    // A failure is not kept: mending the file and asking again is enough.
    reading.catch(() => {
      kept = undefined
    })
  }
  return kept.guides
}

/** Changes when any file under the folder does. */
async function stampOf(root: string): Promise<string> {
  const names = (await readdir(root, { recursive: true }).catch(() => [])).sort()
  const times = await Promise.all(
    names.map(
      async (name) =>
        `${name} ${await stat(join(root, name))
          .then((file) => file.mtimeMs)
          .catch(() => 0)}`,
    ),
  )
  return [root, ...times].join('\n')
}

/** The guides in the folder for guides, by address. */
export async function listContentGuides(): Promise<Guide[]> {
  return (await guides()).map(({ guide }) => guide)
}

/** The guide with this address in the folder for guides, with its chapters and everything beside them, or null. */
export async function findContentGuide(slug: string): Promise<ReadGuide | null> {
  return (await guides()).find(({ guide }) => guide.slug === slug) ?? null
}

/** The guides in the folder for guides that have this page beside their chapters. */
export async function listGuidesWith(page: GuidePageSlug): Promise<Guide[]> {
  return (await listContentGuides()).filter(({ pages }) => pages.some(({ slug }) => slug === page))
}

/** Everything in the four lists of this guide with where it appears, or null when the folder for guides has no such guide. */
export async function findEntries(guide: string): Promise<GuideEntries | null> {
  return (await findContentGuide(guide))?.entries ?? null
}

/** A page that somebody wrote for this guide, or null when there is none. */
export async function findWrittenPage(guide: string, page: WrittenPageSlug): Promise<WrittenPage | null> {
  return (await findContentGuide(guide))?.written.find(({ slug }) => slug === page) ?? null
}
