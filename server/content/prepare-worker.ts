import 'server-only'
import { parentPort, workerData } from 'node:worker_threads'
import type { Chapter } from '#domain/guide.ts'
import { readChapter } from '#server/content/chapter.ts'
import { NO_LISTS } from '#server/content/guide-lists.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** A chapter's file in an imported guide. */
export type Unread = { slug: string; name: string; source: string }
/** What came of reading it: the chapter, or null with everything that is wrong. */
export type Prepared = { chapter: Chapter | null; problems: ContentProblem[] }

// A thread of `prepared.ts`: it reads one chapter and ends.
const { slug, name, source } = workerData as Unread
const problems: ContentProblem[] = []
const chapter = readChapter(slug, name, source, NO_LISTS, (line, sentence) => problems.push({ file: `${slug}/${name}`, line, sentence }))
parentPort?.postMessage({ chapter, problems } satisfies Prepared)
