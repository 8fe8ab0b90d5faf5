import 'server-only'
import { join } from 'node:path'
import { Problem, say } from '#domain/problem.ts'
import type { Job, JobResult } from '#server/import/job.ts'
import type { Outcome } from '#server/import/job-worker.ts'
import { inOwnThread } from '#server/own-thread.ts'

const LIMITS = { patience: 120_000, memory: 1_500 }

// Next compiles routes into several bundles: the process, not the module, counts.
const holder = globalThis as typeof globalThis & { studycircleJob?: Promise<unknown> }

/**
 * Does a job in a thread of its own. One at a time: the next one waits.
 * @throws Problem with the reason when it cannot be done; `too-large` when it takes too long or too much memory
 */
export async function runJob<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<JobResult<Kind>> {
  const turn = (holder.studycircleJob ?? Promise.resolve()).then(() => inOwnThread<Outcome>(threadFile(), job, LIMITS))
  holder.studycircleJob = turn.catch(() => {})
  const outcome = await turn
  if (!outcome) throw new Problem('too-large', say('jobTooBig'))
  if ('refusal' in outcome) throw new Problem(outcome.refusal.kind, outcome.refusal.sentence, outcome.refusal.extra)
  return outcome.result as JobResult<Kind>
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'import']
  return join(process.cwd(), ...folders, 'job-worker.ts')
}
