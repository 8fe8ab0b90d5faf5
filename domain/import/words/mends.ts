import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import { judgeHyphen } from '#domain/import/words/hyphens.ts'
import type { Lexicon } from '#domain/import/words/lexicon.ts'

type Mend = {
  reason: string
  /** What a text must have for the pattern to be worth trying. */
  needs: RegExp
  pattern: RegExp
  english?: true
  /** What stands there instead; null leaves it. */
  write(found: RegExpExecArray, around: { before: string; after: string; lexicon: Lexicon }): string | null
}

const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }

/** Words that go with "I": after one of the first, or before one of the second, a lone stroke can be nothing else. */
const BEFORE_I = new Set(
  'as that when if and but because what which where while until than so for then do did am was have had may can shall will would should must could might whom since before after though although how why until unless'.split(
    ' ',
  ),
)
const AFTER_I = new Set(
  "am was have had will would shall should can could do did may might must think thought know knew say said see saw went came felt found told asked want wanted believe believed shall never always cannot don't didn't".split(
    ' ',
  ),
)

const MENDS: Mend[] = [
  { reason: 'ligature', needs: /[ﬀ-ﬆ]/, pattern: /[ﬀ-ﬆ]/gu, write: ([found]) => LIGATURES[found] ?? null },
  { reason: 'soft hyphen', needs: /\u00ad/, pattern: /(?<=\p{L})\u00ad(?=\p{L})/gu, write: () => '' },
  {
    reason: 'bracket for the letter I',
    english: true,
    needs: /\[/,
    pattern: /(?<![\p{L}\p{N}\\[])\\?\[([tnfs])(?=\s+\p{Ll}|$)/gu,
    write: ([, letter], { after }) => (/^[^[\]]*\]/.test(after) || !/^\s+\p{Ll}/u.test(after) ? null : `I${letter}`),
  },
  {
    reason: 'stroke for the word I',
    english: true,
    needs: /\|/,
    pattern: /(?<=^|[\s“‘"'(—])\\?\|(?=\s+\p{Ll}|[’'](?:m|ve|ll|d)\b|$)/gu,
    write: (_, { before, after }) => (isI(before, after) ? 'I' : null),
  },
  {
    reason: 'doubled apostrophe',
    needs: /[’'‘][’'‘]/,
    pattern: /(?<=\p{L})[’'‘][’'‘](?=(?:s|t|re|ve|ll|d|m)(?!\p{L}))/gu,
    write: () => '’',
  },
  {
    reason: 'doubled apostrophe',
    needs: /‘‘|``|''/,
    pattern: /(?<![\p{L}\p{N}‘'’“”])(?:‘‘|``|(?:'')(?=\p{L}))(?!['‘’])/gu,
    write: ([found]) => (found === "''" ? '"' : '“'),
  },
  {
    reason: 'doubled apostrophe',
    needs: /’’|''/,
    pattern: /(?<=[\p{L}.,;:!?…—)\]])(?:’’|(?:''))(?![\p{L}\p{N}'‘’])/gu,
    write: ([found]) => (found === "''" ? '"' : '”'),
  },
  {
    reason: 'space after a hyphen',
    needs: /- /,
    pattern: /(?<![\p{L}’'-])(\p{L}+)- (\p{L}+)/gu,
    write: ([, left = '', right = ''], { lexicon }) => {
      if (/^(?:and|or|to|nor|und|oder|et|ou)$/i.test(right)) return null
      if (lexicon.count(`${left}-${right}`) > 0) return `${left}-${right}`
      const isHalf = [left, right].some((half) => lexicon.count(half) <= 1 && !lexicon.lists(half))
      return isHalf && judgeHyphen(left, right, lexicon) === 'join' ? left + right : null
    },
  },
  {
    reason: 'hyphen left in a word',
    needs: /[-‐]/,
    pattern: /(?<![\p{L}\p{N}’'-])(\p{L}{2,})[-‐](\p{Ll}{2,})(?![\p{L}\p{N}’'-])/gu,
    write: ([, left = '', right = ''], { lexicon }) => {
      if (isPrefix(left) || lexicon.count(`${left}-${right}`) > 1 || lexicon.lists(`${left}-${right}`)) return null
      const isWord = lexicon.count(left + right) > 0 || lexicon.lists(left + right)
      return isWord && !lexicon.knows(left) && !lexicon.knows(right) ? left + right : null
    },
  },
]

function isPrefix(left: string): boolean {
  return /^(?:anti|bi|co|counter|de|dis|ex|extra|fore|hyper|inter|intra|macro|mega|meta|micro|mid|mini|mis|multi|neo|non|out|over|para|poly|post|pre|pro|proto|pseudo|quasi|re|self|semi|sub|super|trans|tri|ultra|un|under|up|vice)$/iu.test(
    left,
  )
}

function isI(before: string, after: string): boolean {
  const previous = /(\p{L}+)[\s“‘"'(—]*$/u.exec(before)?.[1]?.toLowerCase()
  const next = /^\s*([\p{L}’']+)/u.exec(after)?.[1]?.toLowerCase().replace('’', "'") ?? ''
  if (/^[’']/.test(after)) return true
  if (/\|/.test(before.slice(-40)) || /\|/.test(after.slice(0, 40))) return AFTER_I.has(next)
  return AFTER_I.has(next) || (previous !== undefined && BEFORE_I.has(previous))
}

/** Characters on either side that an entry shows around what it is about. */
const AROUND = 24

/** What mending a text needs to know. */
export type Mending = {
  /** The line before, where the text is one line of a paragraph; else empty. */
  previous: string
  /** The line after, likewise. */
  next: string
  lexicon: Lexicon
  origin: Origin
  /** Whether the text is English: some errors are certain only there. */
  isEnglish: boolean
}

/**
 * A line of plain text, or a text in inline Markdown, with the scan errors put right that can be nothing else. An entry
 * for each goes into `report`.
 */
export function mendText(text: string, { previous, next, lexicon, origin, isEnglish }: Mending, report: ReportEntry[]): string {
  let mended = text
  for (const { reason, needs, pattern, english, write } of MENDS) {
    if ((english && !isEnglish) || !needs.test(mended)) continue
    let from = 0
    let result = ''
    for (const found of mended.matchAll(pattern)) {
      const before = mended.slice(0, found.index)
      const after = mended.slice(found.index + found[0].length)
      const around = { before: before.trim() === '' ? `${previous} ${before}` : before, after: after === '' ? ` ${next}` : after, lexicon }
      const written = write(found, around)
      if (written === null) continue
      const [left, right] = [lastWords(before), firstWords(after)]
      report.push({ kind: 'mended', origin, reason, before: left + found[0] + right, after: left + written + right })
      result += mended.slice(from, found.index) + written
      from = found.index + found[0].length
    }
    mended = result + mended.slice(from)
  }
  return mended
}

/** The end of a text from a word's beginning: a few words, or one that is longer. */
export function lastWords(text: string): string {
  if (text.length <= AROUND) return text
  const space = text.indexOf(' ', text.length - AROUND)
  return text.slice((space < 0 ? text.lastIndexOf(' ') : space) + 1)
}

/** The beginning of a text to a word's end: a few words, or one that is longer. */
export function firstWords(text: string): string {
  if (text.length <= AROUND) return text
  const space = text.lastIndexOf(' ', AROUND)
  if (space > 0) return text.slice(0, space)
  const end = text.indexOf(' ', AROUND)
  return end < 0 ? text : text.slice(0, end)
}
