import 'server-only'
import { Worker } from 'node:worker_threads'

type Limits = {
  /** Milliseconds. */
  patience: number
  /** Megabytes. */
  memory: number
}

/**
 * Has one piece of work done in a thread that is there for it alone, so that everybody else is served meanwhile.
 * @param file path of the thread's file as it stands in the project; it posts one message at its end
 * @returns that message; null when the work took too long or too much memory
 */
export function inOwnThread<Said>(file: string, workerData: unknown, { patience, memory }: Limits): Promise<Said | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, {
      workerData,
      execArgv: ['--import', './scripts/as-server.mjs'],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    const timer = setTimeout(() => {
      resolve(null)
      void worker.terminate()
    }, patience)
    worker.once('message', resolve)
    worker.once('error', (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(error)))
    worker.once('exit', () => {
      clearTimeout(timer)
      // Changes nothing when it has said something before.
      reject(new Error(`The thread of ${file} ended without a word.`))
    })
  })
}
