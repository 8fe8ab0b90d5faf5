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

/**
 * The language that a text which does not say it is most likely in, by its script: whoever imports it sees it and may put it right.
 * @returns null for Latin letters, which tell nothing
 */
export function languageOfScript(texts: Iterable<string>): string | null {
  let sample = ''
  for (const text of texts) {
    sample += text
    if (sample.length > LETTERS * 2) break
  }
  const letters = sample.match(/\p{L}/gu)?.slice(0, LETTERS) ?? []
  const looked = letters.join('')
  // A Japanese text is mostly Han: some kana are enough.
  const found = SCRIPTS.find(([script, language]) => (looked.match(script)?.length ?? 0) * (language === 'ja' ? 10 : 2) > letters.length)
  if (!found) return null
  const [, language, ...others] = found
  if (language === 'ru' && OLD_RUSSIAN.test(sample)) return 'ru'
  return others.find(([letter]) => letter.test(looked))?.[1] ?? language
}
