import 'server-only'
import { parentPort, workerData } from 'node:worker_threads'
import type { Chapter } from '#domain/guide.ts'
import { readChapter } from '#server/content/chapter.ts'
import { NO_LISTS } from '#server/content/guide-lists.ts'
import type { ContentProblem } from '#server/content/problem.ts'
import { typesetterFor } from '#server/content/typeset.ts'

/** A chapter's file in an imported guide, and the language (BCP 47) by which it is set. */
export type Unread = { slug: string; name: string; source: string; language: string }
/** What came of reading it: the chapter, or null with everything that is wrong. */
export type Prepared = { chapter: Chapter | null; problems: ContentProblem[] }

// A thread of `prepared.ts`: it reads one chapter and ends.
const { slug, name, source, language } = workerData as Unread
const shared = { lists: NO_LISTS, typesetter: typesetterFor(language) }
const problems: ContentProblem[] = []
const chapter = readChapter(slug, name, source, shared, (line, sentence) => problems.push({ file: `${slug}/${name}`, line, sentence }))
parentPort?.postMessage({ chapter, problems } satisfies Prepared)
