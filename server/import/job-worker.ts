import 'server-only'
import { parentPort, workerData } from 'node:worker_threads'
import { Problem, type ProblemKind, type Sentence } from '#domain/problem.ts'
import { doJob, type Job } from '#server/import/job.ts'

/** What the thread says at its end. A Problem does not keep its kind on the way between threads. */
type Refusal = Pick<Problem, 'extra'> & { kind: ProblemKind; sentence: Sentence }
export type Outcome = { result: Awaited<ReturnType<typeof doJob>> } | { refusal: Refusal }

async function outcome(job: Job): Promise<Outcome> {
  try {
    return { result: await doJob(job) }
  } catch (error) {
    if (error instanceof Problem) {
      const { kind, sentence, extra } = error
      return { refusal: { kind, sentence, extra } }
    }
    throw error
  }
}

parentPort?.postMessage(await outcome(workerData))
