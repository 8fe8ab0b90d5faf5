import 'server-only'
import { strToU8, Zip, ZipDeflate } from 'fflate'

export type ArchiveFile = { name: string; text: AsyncIterable<string> }

/** A ZIP of files, written while it is fetched: no file is ever held whole. */
export async function* zipOf(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for await (const { name, text } of files) {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    for await (const part of text) {
      entry.push(strToU8(part))
      yield* ready.splice(0)
    }
    entry.push(new Uint8Array(), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
