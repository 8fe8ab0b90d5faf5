import { franc } from 'franc'

/** Letters that are looked at: more do not tell more. */
const LETTERS = 4000

/** What a script says of the language: the one that most texts in it are in, and those that a letter of their own gives away. */
const SCRIPTS: [script: RegExp, language: string, ...others: [letter: RegExp, language: string][]][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru', [/[іїєґ]/iu, 'uk'], [/ў/iu, 'be'], [/[ђћџљњ]/iu, 'sr']],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Arabic}/gu, 'ar', [/[پچژگ]/u, 'fa']],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
]
/** Old spelling has і and ѣ in Russian words. */
const OLD_RUSSIAN = /ѣ|ъ(?!\p{L})/iu

/** Languages in Latin letters that books are written in, as ISO 639-3: among all of the world's, each has a neighbour to be mistaken for. */
const LATIN =
  'afr als azj cat ces dan deu ekk eng epo fin fra glg hrv hun ind ita lit lvs nld nno nob pol por ron slk slv spa swe swh tgl tur vie'.split(
    ' ',
  )
/** Fewer letters than this tell nothing of the language. */
const LEAST_LETTERS = 400
/** Stretches of a text that are looked at, and the letters of each: a title page or a quotation may be in another language. */
const STRETCHES = 8
const STRETCH = 700

/**
 * The language that a text which does not say it is most likely in, as BCP 47, by its script and by the letters that follow each other in
 * it: whoever imports it sees it and may put it right.
 * @returns null for a text too short to tell
 */
export function guessLanguage(texts: readonly string[]): string | null {
  // What comes again and again tells no more than once.
  const sample = sampleOf([...new Set(texts)])
  return languageOfScript(sample) ?? languageOfLetters(sample)
}

function sampleOf(texts: readonly string[]): string {
  let sample = ''
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    let taken = 0
    const to = Math.floor(((stretch + 1) * texts.length) / STRETCHES)
    for (let at = Math.floor((stretch * texts.length) / STRETCHES); at < to && taken < STRETCH; at += 1) {
      const text = (texts[at] ?? '').slice(0, STRETCH)
      sample += ` ${text}`
      taken += text.length
    }
  }
  return sample
}

function languageOfLetters(sample: string): string | null {
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) return null
  const code = franc(sample, { only: LATIN })
  return code === 'und' ? null : (Intl.getCanonicalLocales(code)[0] ?? null)
}

function languageOfScript(sample: string): string | null {
  const letters = sample.match(/\p{L}/gu)?.slice(0, LETTERS) ?? []
  const looked = letters.join('')
  // A Japanese text is mostly Han: some kana are enough. A word in Han is a letter or two, and one of code beside it five.
  const weights: Record<string, number> = { ja: 10, zh: 4 }
  const found = SCRIPTS.find(([script, language]) => (looked.match(script)?.length ?? 0) * (weights[language] ?? 2) > letters.length)
  if (!found) return null
  const [, language, ...others] = found
  if (language === 'ru' && OLD_RUSSIAN.test(sample)) return 'ru'
  return others.find(([letter]) => letter.test(looked))?.[1] ?? language
}
