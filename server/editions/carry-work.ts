import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { carryChapter, type PublishedText, type Tally } from '#server/editions/carry.ts'
import { type GuideTexts, type SoughtTally, seekGone } from '#server/editions/gone.ts'

/**
 * One group's annotations of a chapter, to be carried into the text that was published last; or those of all chapters that are gone, to be
 * looked for in the others.
 */
export type Work = { groupId: string; published: PublishedText } | { groupId: string; texts: GuideTexts }

/** What came of it. `tally` is null when another text has been published since, `failure` when it could not be done. */
export type Done = { groupId: string; about: string; ms: number; tally: Tally | SoughtTally | null; failure?: string }

/** With more annotations, or a longer text (in UTF-16 units), than this the process would answer nobody for a while. */
const NOTES_MAX = 100
const LENGTH_MAX = 20_000

/**
 * Does one piece of work after another: little of it here, much of it in a thread of its own.
 * @param notes how many annotations there are to carry in all
 * @throws Error when the thread ends before its work
 */
export async function carryEach(work: Work[], notes: number): Promise<Done[]> {
  if (notes > NOTES_MAX || work.some((each) => lengthOf(each) > LENGTH_MAX)) return inThread(work)
  const done: Done[] = []
  for (const each of work) done.push(await carryOne(each))
  return done
}

function lengthOf(work: Work): number {
  return 'published' in work ? work.published.text.length : work.texts.chapters.reduce((sum, { text }) => sum + text.length, 0)
}

/** Does one piece of work, and never throws. */
export async function carryOne(work: Work): Promise<Done> {
  const { groupId } = work
  const about =
    'published' in work ? `${work.published.chapter} ${work.published.revision}` : `chapters of ${work.texts.guide} that are gone`
  const started = performance.now()
  const done = () => ({ groupId, about, ms: Math.round(performance.now() - started) })
  try {
    const tally = await ('published' in work ? carryChapter(groupId, work.published) : seekGone(groupId, work.texts))
    return { ...done(), tally }
  } catch (error) {
    return { ...done(), tally: null, failure: error instanceof Error ? error.message : String(error) }
  }
}

function inThread(work: Work[]): Promise<Done[]> {
  return new Promise((resolve, reject) => {
    const done: Done[] = []
    const worker = new Worker(threadFile(), { workerData: work, execArgv: ['--import', './scripts/as-server.ts'] })
    worker.on('message', (each: Done) => done.push(each))
    worker.once('error', reject)
    worker.once('exit', () => {
      if (done.length === work.length) resolve(done)
      else reject(new Error('The thread that carries annotations over ended before its work.'))
    })
  })
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'editions']
  return join(process.cwd(), ...folders, 'carry-worker.ts')
}
