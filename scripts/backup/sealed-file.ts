import { createCipheriv, createDecipheriv, createHash, randomBytes, type ScryptOptions, scrypt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Refusal } from '#scripts/refusal.ts'

/*
 * A file that is whole or refused. After a line that says what it is, and a line of JSON, come chunks: four bytes with their length, the bytes,
 * and a seal over them, their number, whether they are the last, and the lines before. With a passphrase the bytes are encrypted and the seal is
 * AES-256-GCM's; without one it is a SHA-256, which finds every accident and no forger. Cut short, put in another order or changed, it is refused.
 * The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, 2015).
 */

const MAGIC = 'Studycircle backup 1\n'
/** Bytes of a chunk before it is sealed. */
const CHUNK = 256 * 1024
const LAST = 0x80000000
/** A quarter of a second and 128 MB for each guess at a passphrase. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } satisfies ScryptOptions

const Header = z.discriminatedUnion('sealed', [
  z.object({ sealed: z.literal('sha256') }),
  z.object({ sealed: z.literal('scrypt+aes-256-gcm'), salt: z.base64() }),
])
type Header = z.infer<typeof Header>

type Seal = {
  length: number
  close: (place: Buffer, bytes: Buffer) => [Buffer, Buffer]
  open: (place: Buffer, bytes: Buffer, seal: Buffer) => Buffer
}

/** Encrypts with a key made of the passphrase and this file's own salt, so that the numbers of chunks are nonces enough. */
async function encrypting(passphrase: string, salt: Buffer): Promise<Seal> {
  const key = await promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)(passphrase.normalize('NFC'), salt, 32, COST)
  const nonce = (place: Buffer) => place.subarray(0, 12)
  return {
    length: 16,
    close: (place, bytes) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(place)).setAAD(place)
      return [Buffer.concat([cipher.update(bytes), cipher.final()]), cipher.getAuthTag()]
    },
    open: (place, bytes, seal) => {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(place), { authTagLength: 16 }).setAAD(place)
      decipher.setAuthTag(seal)
      return Buffer.concat([decipher.update(bytes), decipher.final()])
    },
  }
}

const digest = (...parts: (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

const summing: Seal = {
  length: 32,
  close: (place, bytes) => [bytes, digest(place, bytes)],
  open: (place, bytes, seal) => {
    if (!digest(place, bytes).equals(seal)) throw new Error('another sum')
    return bytes
  },
}

/** What a chunk is sealed together with: its number, whether it is the last, and what stands before the first. */
function placeOf(number: number, isLast: boolean, head: string): Buffer {
  const place = Buffer.alloc(12)
  place.writeBigUInt64BE(BigInt(number), 4)
  return Buffer.concat([place, Buffer.from([isLast ? 1 : 0]), digest(head)])
}

/**
 * Seals a stream of bytes.
 * @param passphrase encrypts them; empty for a file that anybody may read
 */
export async function* seal(bytes: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(32)
  const header: Header = passphrase ? { sealed: 'scrypt+aes-256-gcm', salt: salt.toString('base64') } : { sealed: 'sha256' }
  const sealing = passphrase ? await encrypting(passphrase, salt) : summing
  const head = `${MAGIC}${JSON.stringify(header)}\n`
  yield Buffer.from(head)
  let number = 0
  for await (const { chunk, isLast } of inChunks(bytes)) {
    const [body, sum] = sealing.close(placeOf(number, isLast, head), chunk)
    const length = Buffer.alloc(4)
    length.writeUInt32BE((body.length | (isLast ? LAST : 0)) >>> 0)
    yield Buffer.concat([length, body, sum])
    number += 1
  }
}

async function* inChunks(bytes: AsyncIterable<Buffer>): AsyncGenerator<{ chunk: Buffer; isLast: boolean }> {
  let held = Buffer.alloc(0)
  for await (const more of bytes) {
    held = Buffer.concat([held, more])
    while (held.length > CHUNK) {
      yield { chunk: held.subarray(0, CHUNK), isLast: false }
      held = held.subarray(CHUNK)
    }
  }
  yield { chunk: held, isLast: true }
}

/**
 * The bytes of a sealed file, each chunk checked before it is given out.
 * @throws Refusal for a file of something else, one that is cut short or damaged, a passphrase that is missing or wrong
 */
export async function* unseal(file: string, passphrase: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(file, { highWaterMark: CHUNK })
  const input = reader(stream[Symbol.asyncIterator]())
  try {
    const magic = await input.take(MAGIC.length)
    if (magic?.toString('latin1') !== MAGIC)
      throw new Refusal(`${file} is no backup of Studycircle, or of a version that this one cannot read.`)
    const line = await input.line()
    const header = Header.safeParse(parseJson(line))
    if (!header.success) throw damaged(file)
    const sealing = await sealOf(file, header.data, passphrase)
    const head = `${MAGIC}${line}\n`
    for (let number = 0, isLast = false; !isLast; number += 1) {
      const length = (await input.take(4))?.readUInt32BE()
      if (length === undefined) throw cutShort(file)
      isLast = length >= LAST
      const size = length & ~LAST
      if (size > CHUNK) throw damaged(file)
      const [body, sum] = [await input.take(size), await input.take(sealing.length)]
      if (!body || !sum) throw cutShort(file)
      yield open(file, sealing, placeOf(number, isLast, head), body, sum, number === 0 && passphrase !== '')
    }
    if (await input.take(1)) throw damaged(file)
  } finally {
    stream.destroy()
  }
}

function open(file: string, sealing: Seal, place: Buffer, body: Buffer, sum: Buffer, mayBePassphrase: boolean): Buffer {
  try {
    return sealing.open(place, body, sum)
  } catch {
    throw mayBePassphrase
      ? new Refusal(`${file} does not open: the passphrase in BACKUP_PASSPHRASE is another one, or the file is damaged.`)
      : damaged(file)
  }
}

async function sealOf(file: string, header: Header, passphrase: string): Promise<Seal> {
  if (header.sealed === 'sha256') return summing
  if (!passphrase) throw new Refusal(`${file} is encrypted. Set BACKUP_PASSPHRASE to the passphrase that it was made with.`)
  return encrypting(passphrase, Buffer.from(header.salt, 'base64'))
}

const damaged = (file: string) => new Refusal(`${file} is damaged, and nothing of it was used. Take another backup.`)
const cutShort = (file: string) =>
  new Refusal(`${file} ends too early, and nothing of it was used: it was not written or copied to its end.`)

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Takes so many bytes at a time of a stream, or null where it ends before. */
function reader(chunks: AsyncIterator<Buffer>) {
  let held = Buffer.alloc(0)
  const fill = async (size: number) => {
    while (held.length < size) {
      const next = await chunks.next()
      if (next.done) return false
      held = Buffer.concat([held, next.value])
    }
    return true
  }
  const take = async (size: number): Promise<Buffer | null> => {
    if (!(await fill(size))) return null
    const taken = held.subarray(0, size)
    held = held.subarray(size)
    return taken
  }
  const line = async (): Promise<string> => {
    const bytes: number[] = []
    while (bytes.length < 1000) {
      const byte = (await take(1))?.[0]
      if (byte === undefined || byte === 10) break
      bytes.push(byte)
    }
    return Buffer.from(bytes).toString('utf8')
  }
  return { take, line }
}
