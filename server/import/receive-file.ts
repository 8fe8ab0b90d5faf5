import 'server-only'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MOST_BYTES } from '#domain/import-draft.ts'
import { Problem, say } from '#domain/problem.ts'
import { env } from '#server/env.ts'
import { readBody } from '#server/request-body.ts'

/** A folder that is older than this belongs to a process that was killed. Milliseconds. */
const LONGEST = 3600 * 1000

/**
 * Takes in the file that a request carries, in a folder of its own under DATA_DIR, and removes it whatever happens.
 * @param name as the sender calls it; only its ending is used, and only when that is plain letters
 * @param use gets the path of the whole file
 * @throws Problem `too-large`; `invalid` when it is empty or did not arrive whole; what `use` throws
 */
export async function receiveFile<Result>(request: Request, name: string, use: (path: string) => Promise<Result>): Promise<Result> {
  const uploads = join(env().DATA_DIR, 'uploads')
  await mkdir(uploads, { recursive: true, mode: 0o700 })
  await removeLeftovers(uploads)
  const folder = join(uploads, randomUUID())
  await mkdir(folder, { mode: 0o700 })
  try {
    const ending = /^\.[a-z0-9]{1,8}$/.exec(extname(name).toLowerCase())?.[0] ?? ''
    const path = join(folder, `text${ending}`)
    const bytes = await write(request, path)
    if (bytes === 0) throw new Problem('invalid', say('fileEmpty'))
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns how many bytes came */
async function write(request: Request, path: string): Promise<number> {
  try {
    const file = createWriteStream(path, { mode: 0o600 })
    await pipeline(Readable.from(readBody(request, MOST_BYTES, tooLarge)), file)
    return file.bytesWritten
  } catch (error) {
    if (error instanceof Problem || isOfDisk(error)) throw error
    throw new Problem('invalid', say('uploadCutOff'))
  }
}

/** Whether it is our disk that failed, and not the connection. */
const isOfDisk = (error: unknown) => error instanceof Error && 'syscall' in error && 'path' in error

const tooLarge = () => new Problem('too-large', say('uploadTooBig', { limit: MOST_BYTES / 1_000_000 }))

async function removeLeftovers(uploads: string): Promise<void> {
  for (const name of await readdir(uploads)) {
    const folder = join(uploads, name)
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > LONGEST) await rm(folder, { recursive: true, force: true })
  }
}
