import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readGuides } from '#server/content/content-guides.ts'
import { ContentError } from '#server/content/problem.ts'

export const CHAPTER = '01-first-chapter.md'

/** Changes to a copy of the template guide: a file's new text, a function of the old one, or null for no file. */
export type Changes = Record<string, string | null | ((old: string) => string)>

/** A folder with one guide, `mine`: the template with changes. It is gone after the test. */
export async function guideOnDisk(changes: Changes = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'guides-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await cp('content/_template', join(root, 'mine'), { recursive: true })
  for (const [name, change] of Object.entries(changes)) {
    const file = join(root, 'mine', name)
    await mkdir(join(file, '..'), { recursive: true })
    if (change === null) await rm(file)
    else await writeFile(file, typeof change === 'string' ? change : change(await readFile(file, 'utf8')))
  }
  return root
}

/** Replaces words that must be there. */
export function swap(from: string, to: string): (old: string) => string {
  return (old) => {
    if (!old.includes(from)) throw new Error(`the template has no ${from}`)
    return old.replace(from, () => to)
  }
}

/** A problem with the words of the line that it points to; file names are those in the guide's folder. */
export type ToldProblem = { file: string; at: string; sentence: string }

/** What is wrong with the template guide after these changes. */
export async function problemsOf(changes: Changes): Promise<ToldProblem[]> {
  const root = await guideOnDisk(changes)
  const error = await readGuides(root).catch((problem: unknown) => problem)
  if (!(error instanceof ContentError)) throw new Error('these changes are no problem')
  return Promise.all(
    error.problems.map(async ({ file, line, sentence }) => {
      const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
      return { file: file.slice(join(root, 'mine').length + 1), at: lines[line - 1] ?? 'no such line', sentence }
    }),
  )
}
