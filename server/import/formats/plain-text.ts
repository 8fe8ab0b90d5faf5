import 'server-only'
import { tally } from '#domain/import/blocks/tally.ts'
import type { ReportEntry, SourceBlock, SourceText } from '#domain/import/blocks/text.ts'
import { Problem, say } from '#domain/problem.ts'
import { type Decoded, decode, type EncodingHints } from '#server/import/formats/encoding.ts'

/** Characters that no text has: controls other than tab, line feed, form feed and carriage return. */
const CONTROLS = /[^\P{Cc}\t\n\f\r]/gu
/** A larger share of such characters than this means that it is no text. */
const CONTROL_SHARE = 0.002

/**
 * Reads plain text: every printed line as it stands.
 * @throws Problem when the bytes are no text
 */
export function readPlainText(bytes: Buffer, hints: EncodingHints): SourceText {
  const { text, report } = decodeText(bytes, hints)
  const blocks: SourceBlock[] = []
  text.split('\n').forEach((printed, index) => {
    const origin = { line: index + 1 }
    const [first = '', ...afterFeeds] = printed.split('\f')
    // A feed that stands before the words opens the page with them and leaves no gap behind.
    if (first !== '' || afterFeeds.length === 0) blocks.push({ kind: 'line', origin, text: first })
    for (const part of afterFeeds) {
      blocks.push({ kind: 'page', origin })
      if (part !== '') blocks.push({ kind: 'line', origin, text: part })
    }
  })
  const last = blocks.at(-1)
  if (last?.kind === 'line' && last.text === '') blocks.pop()
  return { title: null, creator: null, language: null, blocks, contents: [], words: tally(linesOf(text)), report }
}

/** Words are counted line by line, so that a large file needs no second copy. */
function* linesOf(text: string): Generator<string> {
  let from = 0
  for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
    yield text.slice(from, to)
    from = to + 1
  }
  yield text.slice(from)
}

/**
 * The text of a file with line ends of Unix and without characters that nobody can see.
 * @throws Problem when the bytes are no text, or no word is in them
 */
export function decodeText(bytes: Buffer, hints: EncodingHints, file?: string): { text: string; report: ReportEntry[] } {
  const decoded = decode(bytes, hints)
  const text = decoded.text.replace(/\r\n?/g, '\n')
  const controls = text.match(CONTROLS)?.length ?? 0
  if (controls > text.length * CONTROL_SHARE) {
    throw new Problem('invalid', say('notText'))
  }
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('invalid', say('noText'))
  const report = [...reportGuess({ ...decoded, text }, file), ...reportLines(text, file)]
  return { text: text.replace(CONTROLS, ''), report }
}

function reportGuess({ text, encoding, guessed }: Decoded, file?: string): ReportEntry[] {
  if (!guessed) return []
  const lines = text.split('\n')
  const at = Math.max(
    0,
    lines.findIndex((line) => /\P{ASCII}/u.test(line)),
  )
  const reason = `the file does not say in which encoding it is; it was read as ${encoding}`
  return [{ kind: 'doubt', origin: { ...(file !== undefined && { file }), line: at + 1 }, reason, before: lines[at] ?? '', after: null }]
}

function reportLines(text: string, file?: string): ReportEntry[] {
  return text.split('\n').flatMap((before, index): ReportEntry[] => {
    const origin = { ...(file !== undefined && { file }), line: index + 1 }
    const after = before.replace(CONTROLS, '')
    return [
      ...(after !== before
        ? [{ kind: 'dropped' as const, origin, reason: 'character that cannot be printed', before: visible(before), after }]
        : []),
      ...(before.includes('\uFFFD')
        ? [{ kind: 'doubt' as const, origin, reason: 'character that could not be read', before, after: null }]
        : []),
    ]
  })
}

/** Controls as the pictures that Unicode has of them. */
function visible(line: string): string {
  return line.replace(CONTROLS, (control) => (control < ' ' ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : '\u2421'))
}
