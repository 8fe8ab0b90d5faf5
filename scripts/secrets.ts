import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '#scripts/refusal.ts'

/**
 * A random secret that this install keeps: made at the first start, the same ever after. Only its owner can read the file.
 * Safe when several processes start at once: a name is linked to one file only, and the others read that.
 * @param name file name inside the data folder's `secrets`
 * @param bytes how many random bytes a new one is made of
 * @throws Refusal when the folder cannot be written
 */
export function ensureSecret(dataDir: string, name: string, bytes = 36): string {
  const folder = path.resolve(dataDir, 'secrets')
  const file = path.join(folder, name)
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  try {
    return read(file) ?? make(folder, file, draft, bytes)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    throw new Refusal(`The file ${file} cannot be read or made (${code}). Make its folder writable, or name another folder in DATA_DIR.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function make(folder: string, file: string, draft: string, bytes: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(draft, `${randomBytes(bytes).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = read(file)
  if (!secret) throw new Refusal(`The file ${file} is empty. Delete it to have a new secret made.`)
  return secret
}

/** The secret in a file, or null when there is none. A copy that others could read is closed again. */
function read(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    chmodSync(file, 0o600)
    return secret || null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
