import { plainInline } from '#domain/import/blocks/inline.ts'
import { append } from '#domain/import/blocks/long-lists.ts'
import { textsOf } from '#domain/import/blocks/piece.ts'
import type { ReportEntry, SourceBlock, SourceText } from '#domain/import/blocks/text.ts'

/** Where collections of books mark off the text from what they put before and after it. */
const STARTS =
  /^[^\p{L}\p{N}]*(?:start of (?:the|this) .*e-?(?:book|text)|end[* ]*the small print|\*?small print!.*\*end\*|this etext was prepared|text begins below|tells you about restrictions in how the file may be used)/iu
const ENDS =
  /^[^\p{L}\p{N}]*end of (?:the |this )?(?:project gutenberg|.*e-?(?:book|text)\b)|^[^\p{L}\p{N}]*(?:ende dieses project gutenberg|fin du projet gutenberg)/iu
/** Credits of those who typed a book, right after it begins. */
const CREDITS =
  /^(?:produced by|e-?text (?:prepared|produced|reformatted|scanned|typed) by|transcribed (?:from|by)|digitized by|this (?:e-?text|file) was (?:produced|prepared))/iu
const ABOUT =
  /^(title|titre|titel|titolo|título|author|auteur|autor|autore|verfasser|language|langue|sprache|lingua|idioma|taal):\s*(\S.*)$/iu
/** What the first headers said in one line: "Project Gutenberg Etext of The Mill, by Ann Reed". */
const IN_ONE =
  /^[*\s]*(?:the )?project gutenberg(?:['’]s)? e-?(?:text|book)(?: of)?:? ["“]?(.{2,120}?)["”]?,? (?:by|von|par|de|di) (\S[^*]*?)[*\s]*$/iu
/** The same on two lines, or with the writer named only with the series of their works. */
const FIRST_LINE = /^[*\s]*(?:the )?project gutenberg(?:['’]s)? e-?(?:text|book) of ["“]?(.{2,120}?)["”]?,?[*\s]*$/iu
const WRITER = /^(?:#\d+ in our series )?(?:by|von|par|de|di) (\S.*)$/iu
const KEYS: Record<string, 'title' | 'creator' | 'language'> = {
  title: 'title', titre: 'title', titel: 'title', titolo: 'title', título: 'title',
  author: 'creator', auteur: 'creator', autor: 'creator', autore: 'creator', verfasser: 'creator',
  language: 'language', langue: 'language', sprache: 'language', lingua: 'language', idioma: 'language', taal: 'language',
} // biome-ignore format: a table
const LANGUAGES: Record<string, string> = {
  english: 'en', german: 'de', deutsch: 'de', french: 'fr', français: 'fr', italian: 'it', italiano: 'it', spanish: 'es', español: 'es',
  portuguese: 'pt', dutch: 'nl', polish: 'pl', russian: 'ru', greek: 'el', chinese: 'zh', japanese: 'ja', swedish: 'sv', danish: 'da',
  norwegian: 'no', finnish: 'fi', hungarian: 'hu', czech: 'cs', latin: 'la', arabic: 'ar', hebrew: 'he', esperanto: 'eo', catalan: 'ca',
  tagalog: 'tl', welsh: 'cy', icelandic: 'is', romanian: 'ro', ukrainian: 'uk', yiddish: 'yi', farsi: 'fa', korean: 'ko', turkish: 'tr',
} // biome-ignore format: a table
/** Of a text without a mark at its start, the collection's words end within so many lines. */
const FURTHEST_START = 600

type Line = { block: number; text: number; words: string }

/**
 * The text without the header and the licence that a collection put around it. What the header says of title, author and language is
 * taken from it; all that is left out is in the report.
 */
export function withoutLicence(source: SourceText, report: ReportEntry[]): SourceText {
  const lines = linesOf(source.blocks)
  const start = lines.slice(0, FURTHEST_START).findLastIndex(({ words }) => STARTS.test(words))
  const end = lines.findIndex(
    ({ words }, at) => at > start && ENDS.test(words) && (start >= 0 || at > lines.length / 3 || at > FURTHEST_START),
  )
  if (start < 0 && end < 0) return source
  const credits = start < 0 ? [] : creditsAfter(source.blocks, lines, start)
  const header = lines.slice(0, start + 1)
  const dropped = new Map<string, string>()
  for (const line of header) dropped.set(keyOf(line), 'header of the collection')
  for (const line of credits) dropped.set(keyOf(line), 'credits of the collection')
  for (const line of end < 0 ? [] : lines.slice(end)) dropped.set(keyOf(line), 'licence of the collection')
  const said = start < 0 ? {} : aboutIn(header)
  const entries: ReportEntry[] = []
  const blocks = source.blocks.flatMap((block, at) => keep(block, at, dropped, entries))
  if (!blocks.some((block) => block.kind !== 'page' && (block.kind !== 'line' || block.text.trim() !== ''))) return source
  append(report, entries)
  const places = [0]
  for (const [at, block] of source.blocks.entries()) places.push((places.at(-1) ?? 0) + Number(isKept(block, at, dropped)))
  const contents = source.contents.map((entry) => ({ ...entry, at: places[entry.at] ?? 0 }))
  return {
    ...source,
    blocks,
    contents,
    title: said.title ?? source.title,
    creator: source.creator ?? said.creator ?? null,
    language: source.language ?? (said.language ? (LANGUAGES[said.language.toLowerCase().split(/[\s,;]/)[0] ?? ''] ?? null) : null),
  }
}

const keyOf = ({ block, text }: Pick<Line, 'block' | 'text'>) => `${block} ${text}`

function linesOf(blocks: readonly SourceBlock[]): Line[] {
  return blocks.flatMap((block, at): Line[] => {
    if (block.kind === 'page') return []
    if (block.kind === 'line') return [{ block: at, text: 0, words: block.text.trim() }]
    return textsOf(block).map((text, index) => ({ block: at, text: index, words: plainInline(text).trim() }))
  })
}

function aboutIn(header: readonly Line[]): { title?: string; creator?: string; language?: string } {
  const about: { title?: string; creator?: string; language?: string } = {}
  for (const { words } of header) {
    const found = ABOUT.exec(words)
    const key = KEYS[found?.[1]?.toLowerCase() ?? '']
    if (key && found?.[2]) about[key] ??= found[2].trim()
  }
  const [, title, creator] = header.map(({ words }) => IN_ONE.exec(words)).find((found) => found !== null) ?? []
  if (about.title === undefined && title) return { ...about, title, ...(creator && { creator }) }
  const at = header.findIndex(({ words }) => FIRST_LINE.test(words))
  const first = FIRST_LINE.exec(header[at]?.words ?? '')?.[1]
  const writer = WRITER.exec(header[at + 1]?.words ?? '')?.[1]
  if (about.title === undefined && first)
    return { ...about, title: first, ...(writer && about.creator === undefined && { creator: writer }) }
  return about
}

/** The lines of a paragraph of credits that is the first below the mark, with the row of stars above it. */
function creditsAfter(blocks: readonly SourceBlock[], lines: readonly Line[], start: number): Line[] {
  let from = start + 1
  while (from < lines.length && /^\**$/.test(lines[from]?.words ?? '')) from += 1
  if (!CREDITS.test(lines[from]?.words ?? '')) return []
  let to = from + 1
  const isLine = (at: number) => blocks[lines[at]?.block ?? -1]?.kind === 'line' && lines[at]?.words !== ''
  if (isLine(from)) while (isLine(to)) to += 1
  return lines.slice(start + 1, to)
}

function isKept(block: SourceBlock, at: number, dropped: ReadonlyMap<string, string>): boolean {
  if (block.kind === 'page' || block.kind === 'divider') return true
  const count = block.kind === 'line' ? 1 : textsOf(block).length
  return count === 0 || Array.from({ length: count }, (_, index) => index).some((text) => !dropped.has(keyOf({ block: at, text })))
}

function keep(block: SourceBlock, at: number, dropped: ReadonlyMap<string, string>, report: ReportEntry[]): SourceBlock[] {
  if (block.kind === 'page' || block.kind === 'divider') return [block]
  const texts = block.kind === 'line' ? [block.text] : textsOf(block)
  const reasons = texts.map((_, text) => dropped.get(keyOf({ block: at, text })))
  texts.forEach((text, index) => {
    const reason = reasons[index]
    const before = block.kind === 'line' ? text.trim() : plainInline(text)
    if (reason && before) report.push({ kind: 'dropped', origin: block.origin, reason, before, after: null })
  })
  const left = texts.filter((_, index) => reasons[index] === undefined)
  if (left.length === texts.length) return [block]
  if (left.length === 0) return []
  if (block.kind === 'verse') return [{ ...block, lines: left }]
  if (block.kind === 'quotation') return [{ ...block, paragraphs: left }]
  return block.kind === 'list' ? [{ ...block, items: left, marks: [] }] : [block]
}
