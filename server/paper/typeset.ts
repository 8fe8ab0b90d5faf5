import 'server-only'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Problem, say } from '#domain/problem.ts'
import { log } from '#server/log.ts'

/** A document to be set: Typst's markup, the files that it names, and which way it is folded where its A5 pages go two on a side. */
export type Typesetting = { source: string; files: Record<string, string>; booklet: 'ltr' | 'rtl' | null }

/** Milliseconds that one document may take, bytes that its markup and its PDF may have, and documents that may wait. */
const PATIENCE = 30_000
const MOST_SOURCE = 3_000_000
const MOST_PDF = 30_000_000
const MOST_WAITING = 8

// Next compiles routes into several bundles: the process, not the module, counts.
const holder = globalThis as typeof globalThis & { studycirclePress?: { last: Promise<unknown>; waiting: number } }

/**
 * Sets a document in a process of its own, one at a time, within a budget of time and memory.
 * @returns a PDF
 * @throws Problem `too-large` when it is beyond the budget, `too-many` when too many wait
 */
export async function typeset(document: Typesetting): Promise<Buffer> {
  if (document.source.length > MOST_SOURCE) throw new Problem('too-large', say('tooLongToPrint'))
  holder.studycirclePress ??= { last: Promise.resolve(), waiting: 0 }
  const press = holder.studycirclePress
  if (press.waiting >= MOST_WAITING) throw new Problem('too-many', say('pressBusy'), { retryAfter: 30 })
  press.waiting += 1
  const turn = press.last.then(() => run(document))
  press.last = turn.catch(() => {})
  try {
    return await turn
  } finally {
    press.waiting -= 1
  }
}

function run(document: Typesetting): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // It needs none of our secrets.
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH }
    const child = spawn(process.execPath, ['--import', './scripts/as-server.mjs', processFile()], { env, stdio: 'pipe' })
    const [parts, complaints]: [Buffer[], Buffer[]] = [[], []]
    let size = 0
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size > MOST_PDF) child.kill('SIGKILL')
    })
    child.stderr.on('data', (part: Buffer) => complaints.length < 20 && complaints.push(part))
    child.stdin.on('error', () => {})
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) return resolve(Buffer.concat(parts))
      if (signal === 'SIGKILL') return reject(new Problem('too-large', say('tooLongToPrint')))
      log().error({ complaint: Buffer.concat(complaints).toString().slice(0, 2_000) }, 'a document could not be set')
      reject(new Error('A document could not be set.'))
    })
    child.stdin.end(JSON.stringify(document))
  })
}

/** The file as it stands in the project: Node runs it as it is, so the build must not take it in. */
function processFile(): string {
  const folders = ['server', 'paper']
  return join(process.cwd(), ...folders, 'typeset-process.ts')
}
