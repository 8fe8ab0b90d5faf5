import 'server-only'
import { analyse } from 'chardet'
import { Problem, say } from '#domain/problem.ts'

/** Text with the name of the encoding that it was in. `guessed` when neither the file nor its bytes say so beyond doubt. */
export type Decoded = { text: string; encoding: string; guessed: boolean }

/** Bytes of a text from which its encoding is guessed. */
const SAMPLE = 256 * 1024

/** What is known of an encoding beforehand: what whoever imports says, and what the file says of itself. */
export type EncodingHints = { told?: string | undefined; declared?: string | undefined }

/**
 * Turns bytes into text. A byte order mark decides, then what was told, then whether it is faultless UTF-8, then what the file
 * declares, and only then the frequency of letters.
 * @throws Problem when no encoding has the name that was told
 */
export function decode(bytes: Uint8Array, { told, declared }: EncodingHints = {}): Decoded {
  const marked = byMark(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked, guessed: false }
  const decoder = told === undefined ? null : decoderFor(told)
  if (decoder) return { text: decoder.decode(bytes), encoding: decoder.encoding, guessed: false }
  const wide = byZeros(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, guessed: true }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', guessed: false }
  } catch {
    const stated = declared === undefined ? null : findDecoder(declared)
    if (stated && stated.encoding !== 'utf-8') return { text: stated.decode(bytes), encoding: stated.encoding, guessed: false }
    const encoding = byLetters(bytes)
    return { text: new TextDecoder(encoding).decode(bytes), encoding, guessed: true }
  }
}

function findDecoder(name: string): TextDecoder | null {
  try {
    return new TextDecoder(name)
  } catch {
    return null
  }
}

function decoderFor(name: string): TextDecoder {
  const decoder = findDecoder(name)
  if (!decoder) {
    throw new Problem('invalid', say('noSuchEncoding', { name }))
  }
  return decoder
}

function byMark([a, b, c, d]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new Problem('invalid', say('noUtf32'))
  }
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** In UTF-16 every other byte of most European text is zero. */
function byZeros(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE)
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  const many = sample.length * 0.2
  if (odd > many && even < odd / 20) return 'utf-16le'
  if (even > many && odd < even / 20) return 'utf-16be'
  return null
}

/** Names that the guesser uses, for those that a decoder knows otherwise. */
const OTHER_NAMES: Record<string, string> = { 'ISO-2022-CN': 'gb18030', 'ISO-2022-KR': 'euc-kr' }

function byLetters(bytes: Uint8Array): string {
  for (const { name } of analyse(lettersOf(bytes))) {
    const decoder = findDecoder(OTHER_NAMES[name] ?? name)
    // Wide encodings were looked for already; by chance any bytes look like them.
    if (decoder && !decoder.encoding.startsWith('utf-16')) return decoder.encoding
  }
  return 'windows-1252'
}

/** Where a text is English throughout, only the lines with other letters tell anything. */
function lettersOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 127)
  return bytes.subarray(Math.max(0, first - 1024), Math.max(0, first - 1024) + SAMPLE)
}
