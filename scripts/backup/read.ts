import { existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Checksum, type Frame, type Manifest, readFrames, type Table } from '#scripts/backup/frames.ts'
import { unseal } from '#scripts/backup/sealed-file.ts'
import { tally } from '#scripts/backup/tables.ts'
import { Refusal } from '#scripts/refusal.ts'

/** Whoever reads a backup hears of each table: when it begins, of its rows, and when all of them have come. */
export type Reader = {
  begin: (table: Table) => Promise<void>
  rows: (bytes: Buffer) => Promise<void>
  end: () => Promise<void>
}

export type Read = { manifest: Manifest; tables: Map<string, Checksum & Table> }

/**
 * Reads a backup from its first byte to its last and checks all that it says of itself.
 * @param reader is handed the rows as they come, before the end of the file is known: whoever acts on them must be able to take it back
 * @throws Refusal for a file that is no backup, or is not whole
 */
export async function readBackup(file: string, passphrase: string, reader?: Reader): Promise<Read> {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`)
  let read: Read | undefined
  try {
    await pipeline(
      () => unseal(file, passphrase),
      createGunzip(),
      async (bytes: AsyncIterable<Buffer>) => {
        read = await readAll(readFrames(bytes), reader)
      },
    )
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof BadBackup || isOfZlib(error))) throw error
    throw unreadable(file)
  }
  if (!read) throw unreadable(file)
  return read
}

/** Its seals are right, and what they hold is not what a backup says: another program made it. */
class BadBackup extends Error {}
const isOfZlib = (error: unknown) => String((error as { code?: string }).code).startsWith('Z_')
const unreadable = (file: string) => new Refusal(`${file} is sealed rightly, and yet holds no whole backup. Nothing of it was used.`)

async function readAll(frames: AsyncGenerator<Frame>, reader?: Reader): Promise<Read> {
  const next = async (): Promise<Frame> => {
    const { value, done } = await frames.next().catch((cause: unknown) => {
      throw isOfZlib(cause) || cause instanceof Refusal ? cause : new BadBackup('no frame', { cause })
    })
    if (done) throw new BadBackup('it ends too early')
    return value
  }
  const first = await next()
  if (first.kind !== 'manifest') throw new BadBackup('it does not say what it holds')
  const tables: Read['tables'] = new Map()
  for (let frame = await next(); frame.kind !== 'all'; frame = await next()) {
    if (frame.kind !== 'table') throw new BadBackup('rows of no table')
    tables.set(frame.table.name, await readTable(frame.table, next, reader))
  }
  if (!(await frames.next()).done) throw new BadBackup('more after its end')
  if (first.manifest.tables.join() !== [...tables.keys()].join()) throw new BadBackup('other tables than it says')
  return { manifest: first.manifest, tables }
}

async function readTable(table: Table, next: () => Promise<Frame>, reader?: Reader): Promise<Checksum & Table> {
  await reader?.begin(table)
  const count = tally()
  for (;;) {
    const frame = await next()
    if (frame.kind === 'rows') {
      count.add(frame.bytes)
      await reader?.rows(frame.bytes)
    } else if (frame.kind === 'end') {
      const { rows, sha256 } = count.sum()
      if (rows !== frame.checksum.rows || sha256 !== frame.checksum.sha256) throw new BadBackup('another checksum')
      await reader?.end()
      return { ...table, rows, sha256 }
    } else throw new BadBackup('a table without its end')
  }
}
