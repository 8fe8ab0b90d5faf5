import type { Lexicon } from '#domain/import/words/lexicon.ts'

/** Something odd in a text: `at` and `length` say where. */
export type Oddity = { at: number; length: number; reason: string }

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-’'][\p{L}\p{N}]+)*/gu
/** Signs of Western languages, of which no mark stands by itself: their words are found several times faster. */
const WESTERN = /^[\t-~\u00a0-\u00ff\u0152\u0153\u0178\u2000-\u206f]*$/
const WESTERN_TOKEN =
  /[A-Za-z\d\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0178]+(?:[-’'][A-Za-z\d\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0178]+)*/g
/** Letters that scans take for one another. */
const CONFUSED: [string, string][] = [
  ['rn', 'm'],
  ['m', 'rn'],
  ['cl', 'd'],
  ['d', 'cl'],
  ['vv', 'w'],
  ['li', 'h'],
  ['h', 'li'],
  ['1', 'l'],
  ['I', 'l'],
  ['0', 'o'],
  ['5', 's'],
]
/** Confused so often, and so often rightly, that only a word list can tell. */
const CONFUSED_IN_LIST: [string, string][] = [
  ['c', 'e'],
  ['e', 'c'],
  ['h', 'b'],
  ['b', 'h'],
  ['u', 'n'],
  ['n', 'u'],
  ['q', 'g'],
  ['f', 't'],
  ['ii', 'n'],
  ['tt', 'n'],
]
const WITH_DIGITS =
  /^(?:(?!0\p{L})\d+(?:st|nd|rd|th|s|’s|'s|a|b|c|ff?|am|pm|k?m|cm|mm|kg|g|bn|m|p|d|x)?|(?:pp?|vol|no|ch|v|n|fn)\d.*|[A-Z]{1,4}\d{1,4}|\d{1,3}[A-Z]{1,2}|\d+(?:-\d+)+.*)$/u
const SHORT = new Set('in it is of to on at by as we he be or an so no my if up us do go me am'.split(' '))
/** What is a word by itself too, but forms many that no list has. */
const FORMS_WORDS = new Set(
  (
    'in an on up no un re de dis non anti out over under counter self super inter fore mis sub ally dom ling hood ship like less fold ward wards ' +
    'est ism ist able ible ness ful man men woman women master mistress maker work side way time'
  ).split(' '),
)
/** In a text without a word list a word counts as known when it stands there this often. */
const OFTEN = 3

/**
 * Finds words that were probably misread: digits among letters, capitals inside, words that one confusion makes known, two words run together.
 * @returns what looks through one text after another: most words come again and again, and are judged once
 */
export function oddWordsBy(lexicon: Lexicon): (text: string) => Oddity[] {
  const judged = new Map<string, string | null>()
  const reasonFor = (word: string) => {
    const known = judged.get(word)
    if (known !== undefined) return known
    const reason = judge(word, lexicon)
    judged.set(word, reason)
    return reason
  }
  return (text) => {
    const token = WESTERN.test(text) ? WESTERN_TOKEN : TOKEN
    // Where they stand is asked of few texts.
    if (!text.match(token)?.some((word) => reasonFor(word) !== null)) return []
    return [...text.matchAll(token)].flatMap(({ 0: word, index: at }) => {
      const reason = reasonFor(word)
      return reason === null ? [] : [{ at, length: word.length, reason }]
    })
  }
}

function judge(word: string, lexicon: Lexicon): string | null {
  if (/\d/.test(word)) {
    if (word.split(/[-’']/).every((part) => !/\d/.test(part) || !/\p{L}/u.test(part) || WITH_DIGITS.test(part))) return null
    return /^\d{2,}\p{Ll}{2,}$/u.test(word) ? 'a number and a word run together' : 'digits and letters in one word'
  }
  if (word.length < 3 || lexicon.lists(word)) return null
  const often = lexicon.count(word)
  const doubled = /^(\p{Lu})(\p{Ll})(\p{Ll}{2,})$/u.exec(word)
  if (doubled?.[1]?.toLowerCase() === doubled?.[2] && doubled && often === 1 && lexicon.knows(`${doubled[2]}${doubled[3]}`))
    return 'a letter doubled'
  if (often < 2 && /\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|De|Le|La|Di|Du|Fitz|O['’])/u.test(word) && !/[-’']/.test(word))
    return 'a capital inside a word'
  if (often > 1 || /^\p{Lu}/u.test(word)) return null
  return judgeRare(word, lexicon)
}

function judgeRare(word: string, lexicon: Lexicon): string | null {
  const known = (other: string) => (lexicon.hasList ? lexicon.lists(other) : lexicon.count(other) >= OFTEN)
  for (const [wrong, right] of lexicon.hasList ? [...CONFUSED, ...CONFUSED_IN_LIST] : CONFUSED) {
    for (let at = word.indexOf(wrong); at >= 0; at = word.indexOf(wrong, at + 1)) {
      const other = word.slice(0, at) + right + word.slice(at + wrong.length)
      if (known(other)) return `perhaps “${other}”`
    }
  }
  const apart = lexicon.hasList && /^\p{L}{6,}$/u.test(word) ? takeApart(word, lexicon) : null
  return apart === null ? null : `perhaps “${apart}”`
}

/** Two words run together, or three with a short one between them. */
function takeApart(word: string, lexicon: Lexicon): string | null {
  const isWord = (part: string, shortest: number) => (part.length >= shortest ? lexicon.lists(part) : SHORT.has(part))
  for (let at = 1; at < word.length; at += 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)]
    if (!isWord(left, 3) || FORMS_WORDS.has(left)) continue
    if (isWord(right, 4) && !FORMS_WORDS.has(right)) return `${left} ${right}`
    for (const middle of SHORT) {
      if (right.startsWith(middle) && isWord(right.slice(middle.length), 4)) return `${left} ${middle} ${right.slice(middle.length)}`
    }
  }
  return null
}
