import { type ChildProcess, execFile, fork } from 'node:child_process'
import { promisify } from 'node:util'

const AS_SERVER = ['--import', './scripts/as-server.mjs']
const environment = (dataDir: string) => ({ ...process.env, NODE_ENV: 'production' as const, DATA_DIR: dataDir, DATABASE_URL: '' })

/**
 * Runs a script of the project beside the running product, on the same data, as whoever runs an installation does.
 * @param dataDir of the product
 * @param folder of the project, where that is another checkout of it
 * @returns what it said
 * @throws when it fails
 */
export async function runScriptBeside(script: string, dataDir: string, args: string[] = [], folder = process.cwd()): Promise<string> {
  const options = { env: environment(dataDir), cwd: folder }
  const { stdout } = await promisify(execFile)(process.execPath, [...AS_SERVER, script, ...args], options)
  return stdout
}

/** What such a script says last, where it tells a test something. */
export const lastLine = (said: string): string => said.trim().split('\n').at(-1) ?? ''

/** What is done beside a running product for a test: the files of tests/support/beside. */
type Jobs = {
  'know-code': typeof import('./beside/know-code.ts')
  'know-mail-code': typeof import('./beside/know-mail-code.ts')
  'mark-words': typeof import('./beside/mark-words.ts')
  'save-letters': typeof import('./beside/save-letters.ts')
  'save-lights': typeof import('./beside/save-lights.ts')
  'save-mail-day': typeof import('./beside/save-mail-day.ts')
  'save-notes': typeof import('./beside/save-notes.ts')
  'take-password': typeof import('./beside/take-password.ts')
  'seed-world': typeof import('./beside/seed-world.ts')
}
type Job = keyof Jobs
type Does<Name extends Job> = Jobs[Name]['default']
type Result<Name extends Job> = Awaited<ReturnType<Does<Name>>>

export type Asked = { id: number; job: Job; args: unknown[] }
export type Answered = { id: number; result?: unknown; error?: string }

/** The process beside each product: it stays, since reading its modules takes longer than most of what it does. */
const processes = new Map<string, ChildProcess>()
let asked = 0

/** It ends with whoever asks, and keeps nobody from ending. */
function begin(dataDir: string): ChildProcess {
  const child = fork('tests/support/beside/process.ts', { execArgv: AS_SERVER, env: { ...environment(dataDir), LOG_LEVEL: 'warn' } })
  child.unref()
  child.channel?.unref()
  child.once('exit', () => processes.delete(dataDir))
  processes.set(dataDir, child)
  return child
}

/**
 * Does something in another process than the running product, on the same data.
 * @param dataDir of the product; of the one that all specs share, unless told
 * @returns what the job returns
 * @throws when it fails
 */
export function runBeside<Name extends Job>(
  job: Name,
  args: Parameters<Does<Name>>,
  dataDir = process.env.E2E_DATA_DIR ?? '',
): Promise<Result<Name>> {
  const child = processes.get(dataDir) ?? begin(dataDir)
  asked += 1
  const id = asked
  return new Promise<Result<Name>>((resolve, reject) => {
    const settle = ({ id: answered, result, error }: Answered) => {
      if (answered !== id) return
      child.off('message', settle).off('exit', ended)
      if (error === undefined) resolve(result as Result<Name>)
      else reject(new Error(`${job}: ${error}`))
    }
    const ended = () => settle({ id, error: 'its process ended' })
    child.on('message', settle).on('exit', ended)
    child.send({ id, job, args } satisfies Asked)
  })
}
