import { z } from 'zod'

/*
 * What a backup says, in order: what it holds, then each table as its columns, its rows as Postgres copies them, and their number and checksum;
 * then that this was all. A frame is a letter, four bytes with the length of what follows, and that.
 */

const Checksum = z.object({ rows: z.number(), sha256: z.string() })
const Manifest = z.object({
  madeAt: z.iso.datetime(),
  version: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.string()),
})
const Table = z.object({ name: z.string(), columns: z.array(z.string()) })

export type Checksum = z.infer<typeof Checksum>
export type Manifest = z.infer<typeof Manifest>
export type Table = z.infer<typeof Table>
export type Frame =
  | { kind: 'manifest'; manifest: Manifest }
  | { kind: 'table'; table: Table }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end'; checksum: Checksum }
  | { kind: 'all' }

const frame = (letter: string, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head.write(letter, 0, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

/** A frame as bytes. */
export function writeFrame(given: Frame): Buffer {
  if (given.kind === 'manifest') return frame('M', json(given.manifest))
  if (given.kind === 'table') return frame('T', json(given.table))
  if (given.kind === 'rows') return frame('R', given.bytes)
  if (given.kind === 'end') return frame('E', json(given.checksum))
  return frame('Z', Buffer.alloc(0))
}

/**
 * The frames in a stream of bytes.
 * @throws Error where it is none, or ends in the middle of one
 */
export async function* readFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0)
  for await (const more of bytes) {
    held = Buffer.concat([held, more])
    while (held.length >= 5 && held.length >= 5 + held.readUInt32BE(1)) {
      const end = 5 + held.readUInt32BE(1)
      yield parse(held.toString('latin1', 0, 1), held.subarray(5, end))
      held = held.subarray(end)
    }
  }
  if (held.length > 0) throw new Error('it ends within a frame')
}

function parse(letter: string, bytes: Buffer): Frame {
  const read = () => JSON.parse(bytes.toString('utf8')) as unknown
  if (letter === 'M') return { kind: 'manifest', manifest: Manifest.parse(read()) }
  if (letter === 'T') return { kind: 'table', table: Table.parse(read()) }
  if (letter === 'R') return { kind: 'rows', bytes }
  if (letter === 'E') return { kind: 'end', checksum: Checksum.parse(read()) }
  if (letter === 'Z') return { kind: 'all' }
  throw new Error(`there is no frame "${letter}"`)
}
