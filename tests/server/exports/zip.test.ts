import { randomBytes } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type ArchiveFile, zipOf } from '#server/exports/zip.ts'

test('an archive goes out while it is fetched, and no further than it is taken', async () => {
  // What cannot be packed goes out at once.
  const texts = Array.from({ length: 20 }, () => randomBytes(100_000).toString('base64'))
  let fetched = 0
  async function* parts(text: string): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += 40_000) {
      fetched += 1
      yield text.slice(at, at + 40_000)
    }
  }
  async function* files(): AsyncGenerator<ArchiveFile> {
    for (const [index, text] of texts.entries()) yield { name: `${index}.txt`, text: parts(text) }
  }
  const archive = zipOf(files())
  const first = await archive.next()
  expect(fetched).toBe(1)
  const chunks = [first.value]
  for await (const chunk of archive) chunks.push(chunk)
  expect(fetched).toBe(80)
  expect(Object.values(unzipSync(Buffer.concat(chunks))).map((bytes) => strFromU8(bytes))).toEqual(texts)
})
