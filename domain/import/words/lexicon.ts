const WORD = /\p{L}[\p{L}\p{M}]*(?:[-']\p{L}[\p{L}\p{M}]*)*/gu
/** Small letters of Western languages, and signs that are no letters: their words are found several times faster. */
const WESTERN = /^[\t-~\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00df-\u00f6\u00f8-\u00ff\u0153\u2000-\u206f]*$/
const WESTERN_WORD = /[a-z\u00df-\u00f6\u00f8-\u00ff\u0153]+(?:[-'][a-z\u00df-\u00f6\u00f8-\u00ff\u0153]+)*/g
const HYPHEN_AT_END = /\p{L}[-‐¬\u00ad]$/u
const ENDINGS = ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'ers', "'s"]

/** What is known of words: those of the text itself, counted, and those of a word list where there is one. */
export type Lexicon = {
  /** How often the word stands in the text, whole, whatever its case. */
  count(word: string): number
  /** True when the word, or another form of it, stands in the text or in the list. */
  knows(word: string): boolean
  /** True when the word, or what it is formed from, stands in the list; false when there is none. */
  lists(word: string): boolean
  hasList: boolean
  /** True when the text is in another language than the list. */
  isForeign: boolean
}

/** A lexicon of these lines or paragraphs. The pieces of words hyphenated at the ends of lines are not counted as words. */
export function makeLexicon(texts: readonly string[], given: ReadonlySet<string> = new Set(), isEnglish = true): Lexicon {
  const counts = new Map<string, number>()
  let afterHyphen = false
  for (const text of texts) {
    const small = fold(text)
    const words = small.match(WESTERN.test(small) ? WESTERN_WORD : WORD) ?? []
    const endsInHyphen = HYPHEN_AT_END.test(text.slice(-3))
    const from = afterHyphen && /^\p{L}/u.test(text) ? 1 : 0
    const to = words.length - (endsInHyphen ? 1 : 0)
    for (let at = from; at < to; at += 1) {
      const word = words[at] ?? ''
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    if (words.length > 0) afterHyphen = endsInHyphen
  }
  const list = fits(given, counts) ? given : new Set<string>()
  const isForeign = !isEnglish || (given.size >= REAL_LIST && list.size === 0 && counts.size >= FEWEST_WORDS)
  const count = (word: string) => counts.get(fold(word)) ?? 0
  // A text asks after the same words again and again.
  const asked = new Map<string, boolean>()
  const look = (word: string) => {
    const key = fold(word)
    return list.has(key) || list.has(word) || (key.length > 3 && stems(key).some((stem) => list.has(stem)))
  }
  const lists = (word: string) => {
    const known = asked.get(word) ?? look(word)
    asked.set(word, known)
    return known
  }
  const hasOne = (word: string) => counts.has(word) || list.has(word)
  return {
    count,
    lists,
    hasList: list.size > 0,
    isForeign,
    knows: (word) => {
      const key = fold(word)
      if (key.length === 0) return false
      if (hasOne(key) || list.has(word)) return true
      return key.length > 3 && (ENDINGS.some((ending) => hasOne(key + ending)) || stems(key).some(hasOne))
    },
  }
}

/** A list of so many words has nearly all of a text in its language. */
const REAL_LIST = 5000
/** From fewer different words nothing can be said. */
const FEWEST_WORDS = 20

/** A list fits a text of whose words it has most; that of another language has few. */
function fits(list: ReadonlySet<string>, counts: ReadonlyMap<string, number>): boolean {
  let [all, known] = [0, 0]
  for (const [word, count] of counts) {
    all += count
    if (list.has(word)) known += count
  }
  return known > all * (list.size >= REAL_LIST ? 0.72 : 0.5)
}

function stems(word: string): string[] {
  return ENDINGS.filter((ending) => word.endsWith(ending) && word.length - ending.length > 2).map((ending) => word.slice(0, -ending.length))
}

function fold(text: string): string {
  const small = text.toLowerCase()
  return /[’‐]/.test(small) ? small.replace(/’/g, "'").replace(/‐/g, '-') : small
}
