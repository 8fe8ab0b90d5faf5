import 'server-only'
import { parentPort, workerData } from 'node:worker_threads'
import { Problem, type ProblemKind, type Sentence } from '#domain/problem.ts'
import { doJob, type Job } from '#server/import/job.ts'

/** What the thread says at its end. A Problem does not keep its kind on the way between threads. */
export type Outcome = { result: Awaited<ReturnType<typeof doJob>> } | { refusal: { kind: ProblemKind; sentence: Sentence } }

async function outcome(job: Job): Promise<Outcome> {
  try {
    return { result: await doJob(job) }
  } catch (error) {
    if (error instanceof Problem) return { refusal: { kind: error.kind, sentence: error.sentence } }
    throw error
  }
}

parentPort?.postMessage(await outcome(workerData))
