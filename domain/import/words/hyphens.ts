import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import type { Lexicon } from '#domain/import/words/lexicon.ts'

const LEFT = /(?<![\p{L}\p{N}\p{M}])(\p{L}[\p{L}\p{M}]*(?:[-’']\p{L}[\p{L}\p{M}]*)*)([-‐¬\u00ad])$/u
const RIGHT = /^(\p{L}[\p{L}\p{M}]*(?:[-’']\p{L}[\p{L}\p{M}]*)*)/u
/** Beginnings that English sets off with a hyphen of their own, whatever follows. */
const SET_OFF = new Set(['self', 'ex', 'non', 'half', 'quasi', 'all', 'cross', 'vice', 'pro', 'post', 'pre', 'well', 'ill'])
const SUSPENDED = new Set(['and', 'or', 'to', 'und', 'oder', 'et', 'ou'])

const LONGEST_HALF = 60

/** What to do with a hyphen between two halves: `join` makes one word, `keep` leaves the hyphen, `unsure` too, with a doubt. */
export type HyphenVerdict = 'join' | 'keep' | 'unsure'

/**
 * Decides from the words of the text and of the list whether `left-right` is one word or two. Where there is a list, a half that
 * is no word shows that the whole is one, though the list does not have it.
 */
export function judgeHyphen(left: string, right: string, lexicon: Lexicon): HyphenVerdict {
  if (!/^\p{Ll}/u.test(right)) return 'keep'
  const joined = left + right
  const hyphened = `${left}-${right}`
  const [asOne, asTwo] = [lexicon.count(joined), lexicon.count(hyphened)]
  if (asOne > 0 && asTwo > 0) return 'unsure'
  if (asOne !== asTwo) return asOne > asTwo ? 'join' : 'keep'
  if (lexicon.lists(joined)) return 'join'
  if (lexicon.lists(hyphened)) return 'keep'
  if (lexicon.knows(joined)) return 'join'
  if (SET_OFF.has(left.toLowerCase()) || left.includes('-')) return 'keep'
  if (lexicon.hasList && !(lexicon.knows(left) && lexicon.knows(right))) return 'join'
  if (lexicon.isForeign && !ENCLITIC.has(right.toLowerCase())) {
    const areWords = left.length >= 4 && right.length >= 4 && lexicon.count(left) > 1 && lexicon.count(right) > 1
    return areWords ? 'unsure' : 'join'
  }
  return 'unsure'
}

/** Small words that French and Portuguese hang on a verb with a hyphen. */
const ENCLITIC = new Set(
  'je tu il elle on nous vous ils elles moi toi lui leur en là ci même mêmes être ce me te se lhe lhes nos vos lo la los las o a os as no na ne то ка либо нибудь таки'.split(
    ' ',
  ),
)

/**
 * Two printed lines as one, the word between them mended where it was hyphenated, or null when no hyphen stands there.
 * Entries about it go into `report`.
 */
export function joinAtHyphen(before: string, after: string, origin: Origin, lexicon: Lexicon, report: ReportEntry[]): string | null {
  if (!/[-‐¬\u00ad]$/.test(before.slice(-1))) return null
  const left = LEFT.exec(before.slice(-LONGEST_HALF))
  const right = RIGHT.exec(after)?.[1]
  if (left?.[1] === undefined || right === undefined) return null
  const half = left[1]
  if (left[2] === '-' && SUSPENDED.has(right)) return null
  const start = before.slice(0, -1)
  const verdict = left[2] === '\u00ad' || left[2] === '¬' ? 'join' : judgeHyphen(half, right, lexicon)
  const written = verdict === 'join' ? half + right : `${half}-${right}`
  report.push({
    kind: verdict === 'unsure' ? 'doubt' : 'joined',
    origin,
    reason: REASONS[verdict],
    before: `${half}- ${right}`,
    after: written,
  })
  return verdict === 'join' ? start + after : `${start}-${after}`
}

const REASONS: Record<HyphenVerdict, string> = {
  join: 'hyphen at the end of a line',
  keep: 'hyphen of its own at the end of a line',
  unsure: 'hyphen at the end of a line: one word or two?',
}
