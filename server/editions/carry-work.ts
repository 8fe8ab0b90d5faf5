import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { carryChapter, type PublishedText, type Tally } from '#server/editions/carry.ts'
import { type GuideTexts, type SoughtTally, seekGone } from '#server/editions/gone.ts'
import { log } from '#server/log.ts'

/**
 * One group's annotations of a chapter, to be carried into the text that was published last; or those of all chapters that are gone, to be
 * looked for in the others.
 */
export type Work = ({ groupId: string; published: PublishedText } | { groupId: string; texts: GuideTexts }) & {
  /** Looking for the passages took too long: each is kept as one that people place by hand. */
  unsought?: true
}

/** What came of it. `tally` is null when another text has been published since, `failure` when it could not be done. */
export type Done = { groupId: string; about: string; ms: number; tally: Tally | SoughtTally | null; failure?: string }

/** With more annotations, or a longer text (in UTF-16 units), than this the process would answer nobody for a while. */
const NOTES_MAX = 100
const LENGTH_MAX = 20_000

/** What one piece of work may take in a thread: milliseconds, and megabytes. The longest chapter with ten thousand notes takes some seconds. */
const LIMITS = { patience: 120_000, memory: 1_500 }

/**
 * Does one piece of work after another: little of it here, much of it in a thread of its own.
 * @param notes how many annotations there are to carry in all
 * @throws Error when the thread ends before its work
 */
export async function carryEach(work: Work[], notes: number, limits = LIMITS): Promise<Done[]> {
  if (notes > NOTES_MAX || work.some((each) => lengthOf(each) > LENGTH_MAX)) return inThreads(work, limits)
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
    const tally = await ('published' in work
      ? carryChapter(groupId, work.published, work.unsought)
      : seekGone(groupId, work.texts, work.unsought))
    return { ...done(), tally }
  } catch (error) {
    return { ...done(), tally: null, failure: error instanceof Error ? error.message : String(error) }
  }
}

/** Where a piece takes too long, it is begun again without looking for its passages, and the rest follows in another thread. */
async function inThreads(work: Work[], limits: typeof LIMITS): Promise<Done[]> {
  const done: Done[] = []
  let rest = work
  while (rest.length > 0) {
    const made = await inThread(rest, limits)
    done.push(...made)
    const [stopped, ...after] = rest.slice(made.length)
    if (!stopped) break
    if (stopped.unsought) throw new Error('The thread that carries annotations over ended before its work.')
    log().warn({ groupId: stopped.groupId }, 'annotations took too long to be carried over: they wait for people')
    rest = [{ ...stopped, unsought: true }, ...after]
  }
  return done
}

/** @returns what was done, up to a piece that took too long or too much memory */
function inThread(work: Work[], { patience, memory }: typeof LIMITS): Promise<Done[]> {
  return new Promise((resolve, reject) => {
    const done: Done[] = []
    const worker = new Worker(threadFile(), {
      workerData: work,
      execArgv: ['--import', './scripts/as-server.mjs'],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    const stop = () => void worker.terminate()
    // What is left to people alone needs no time worth counting, and is not given up again.
    const wait = () => (work[done.length] && !work[done.length]?.unsought ? setTimeout(stop, patience) : undefined)
    let timer = wait()
    worker.on('message', (each: Done) => {
      clearTimeout(timer)
      done.push(each)
      timer = wait()
    })
    worker.once('error', (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? undefined : reject(error)))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(done)
    })
  })
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'editions']
  return join(process.cwd(), ...folders, 'carry-worker.ts')
}
