import 'server-only'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Tinypool } from 'tinypool'
import { Problem, say } from '#domain/problem.ts'
import { log } from '#server/log.ts'
import type * as work from '#server/markdown/work.ts'

type Work = typeof work
/** What a thread can be asked to do with people's words. */
export type Name = keyof Work

const PROCESSORS = Math.max(1, Math.min(4, availableParallelism() - 1))

/**
 * How many threads do each kind of work, and how many megabytes each may hold. The password judge's dictionaries weigh some 150: one
 * thread has them, and only while people choose passwords.
 */
const THREADS: Record<Name, { least: number; most: number; memory: number }> = {
  render: { least: 1, most: PROCESSORS, memory: 128 },
  writeOut: { least: 0, most: 1, memory: 128 },
  joinUpdate: { least: 0, most: 1, memory: 128 },
  readUpdates: { least: 0, most: 1, memory: 128 },
  judgePassword: { least: 0, most: 1, memory: 512 },
}

/** Tasks that wait at most. */
const QUEUE = 300

const BUSY = say('wordsBusy')

// Next compiles routes into several bundles: the process, not the module, counts.
const holder = globalThis as typeof globalThis & { studycircleThreads?: Map<Name, Tinypool> }

function threadsFor(name: Name): Tinypool {
  holder.studycircleThreads ??= new Map()
  const threads = holder.studycircleThreads.get(name) ?? start(THREADS[name])
  holder.studycircleThreads.set(name, threads)
  return threads
}

function start({ least, most, memory }: { least: number; most: number; memory: number }): Tinypool {
  const threads = new Tinypool({
    filename: threadFile(),
    minThreads: least,
    maxThreads: most,
    idleTimeout: 60_000,
    maxQueue: QUEUE,
    execArgv: ['--import', './scripts/as-server.mjs'],
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  // Of a thread that ended while it had nothing to do; the next task gets another one.
  ;(threads as unknown as NodeJS.EventEmitter).on('error', (error) => log().warn({ err: error }, 'a thread for words ended'))
  return threads
}

/**
 * Has something done in a thread, so that the process goes on answering whatever the words are.
 * @returns what the function of that name in `work.ts` returns; null when a thread has not enough memory for it
 * @throws Problem `too-many` when more waits than the threads can do soon
 */
export async function inThread<N extends Name>(name: N, input: Parameters<Work[N]>[0]): Promise<Awaited<ReturnType<Work[N]>> | null> {
  try {
    return await threadsFor(name).run(input, { name })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return null
    if (error instanceof Error && error.message === 'Task queue is at limit') throw new Problem('too-many', BUSY, { retryAfter: 60 })
    throw error
  }
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function threadFile(): string {
  const folders = ['server', 'markdown']
  return join(process.cwd(), ...folders, 'work.ts')
}
