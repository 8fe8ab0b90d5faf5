import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem, say } from '#domain/problem.ts'
import type { Job, JobResult } from '#server/import/job.ts'
import type { Outcome } from '#server/import/job-worker.ts'

/** How long a job may take, in milliseconds, and how much memory, in megabytes. */
const PATIENCE = 120_000
const MEMORY = 1500

const TOO_MUCH = say('jobTooBig')

// Next compiles routes into several bundles: the process, not the module, counts.
const holder = globalThis as typeof globalThis & { studycircleJob?: Promise<unknown> }

/**
 * Does a job in a thread of its own. One at a time: the next one waits.
 * @throws Problem with the reason when it cannot be done; `too-large` when it takes too long or too much memory
 */
export async function runJob<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<JobResult<Kind>> {
  const turn = (holder.studycircleJob ?? Promise.resolve()).then(() => inThread(job))
  holder.studycircleJob = turn.catch(() => {})
  const outcome = await turn
  if ('refusal' in outcome) throw new Problem(outcome.refusal.kind, outcome.refusal.sentence)
  return outcome.result as JobResult<Kind>
}

function inThread(job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile(), {
      workerData: job,
      execArgv: ['--import', './scripts/as-server.ts'],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    })
    const refuse = () => reject(new Problem('too-large', TOO_MUCH))
    const timer = setTimeout(() => {
      refuse()
      void worker.terminate()
    }, PATIENCE)
    worker.once('message', resolve)
    worker.once('error', (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse() : reject(error)))
    worker.once('exit', () => {
      clearTimeout(timer)
      // Changes nothing when it has said something before.
      reject(new Error('The thread of an import ended without a word.'))
    })
  })
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'import']
  return join(process.cwd(), ...folders, 'job-worker.ts')
}
