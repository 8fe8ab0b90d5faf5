import 'server-only'
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem, say } from '#domain/problem.ts'
import { IMPORT_LIMITS, megabytes } from '#server/import/limits.ts'

/** An archive held in memory, of which only what is asked for is unpacked. Nothing is ever written to disk. */
export type Archive = {
  /** Paths of its files, as they stand in it. */
  names: string[]
  /** True when one of its files is called so, however its letters are put together. */
  has: (name: string) => boolean
  /**
   * Unpacks one file.
   * @throws Problem when there is no such file, when it is encrypted or damaged, or when unpacking passes the limits
   */
  read: (name: string) => Promise<Buffer>
}

const FILE_KIND_MASK = 0o170000
const SYMBOLIC_LINK = 0o120000

/**
 * Reads the contents list of a ZIP archive.
 * @param mostBytes of all that is unpacked out of it
 * @throws Problem when it is damaged, too full, or holds a link or a path that leads out of it
 */
export async function openArchive(bytes: Buffer, mostBytes = IMPORT_LIMITS.unpackedBytes): Promise<Archive> {
  const entries = new Map<string, Entry>()
  const zip = await listEntries(bytes, entries)
  const byKey = new Map([...entries].map(([name, entry]) => [keyOf(name), entry]))
  let unpacked = 0
  return {
    names: [...entries.keys()],
    has: (name) => byKey.has(keyOf(name)),
    read: async (name) => {
      const entry = entries.get(name) ?? byKey.get(keyOf(name))
      if (!entry) throw new Problem('invalid', say('archivePartMissing', { name }))
      if (entry.isEncrypted()) {
        throw new Problem('invalid', say('fileLocked'))
      }
      const content = await unpack(zip, entry, mostBytes - unpacked)
      unpacked += content.length
      return content
    },
  }
}

async function listEntries(bytes: Buffer, entries: Map<string, Entry>): Promise<ZipFile> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, strictFileNames: false })
    if (zip.entryCount > IMPORT_LIMITS.files) throw tooManyFiles()
    for await (const entry of zip.eachEntry()) {
      const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND_MASK
      if (kind === SYMBOLIC_LINK) {
        throw new Problem('invalid', say('archiveLink', { name: nameOf(entry) }))
      }
      const name = nameOf(entry)
      if (!name.endsWith('/')) entries.set(name, entry)
      if (entries.size > IMPORT_LIMITS.files) throw tooManyFiles()
    }
    return zip
  } catch (error) {
    throw asProblem(error)
  }
}

const UTF_8 = 0x800
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What a file is called. Many programs write names in UTF-8 and do not say so: then those that can be read as UTF-8 are. */
function nameOf({ fileName, fileNameRaw, generalPurposeBitFlag }: Entry): string {
  if ((generalPurposeBitFlag & UTF_8) !== 0 || fileNameRaw.every((byte) => byte < 0x80)) return fileName
  try {
    return utf8.decode(fileNameRaw).replaceAll('\\', '/')
  } catch {
    return fileName
  }
}

/** The same for a name with its accents in letters of their own, as some systems store it, and for one whose small letters are large. */
const keyOf = (name: string) => name.normalize('NFC').toLowerCase()

function tooManyFiles(): Problem {
  return new Problem('too-large', say('archiveTooFull', { most: IMPORT_LIMITS.files }))
}

/** Counts while it unpacks: the sizes that an archive states of itself are not believed. */
async function unpack(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  const { ratioFromBytes, unpackedRatio } = IMPORT_LIMITS
  const ratioLimit = Math.max(ratioFromBytes, entry.compressedSize * unpackedRatio)
  const chunks: Buffer[] = []
  let size = 0
  let stream: Readable | undefined
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > Math.min(limit, ratioLimit)) {
        throw new Problem('too-large', say('archiveGrows', { limit: megabytes(Math.min(limit, ratioLimit)) }))
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    throw asProblem(error)
  } finally {
    stream?.destroy()
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { message } = error as Error
  if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(message)) {
    return new Problem('invalid', say('archiveLeadsOut'))
  }
  if (/too many bytes/.test(message)) {
    return new Problem('invalid', say('archiveLies'))
  }
  return new Problem('invalid', say('archiveDamaged'))
}
