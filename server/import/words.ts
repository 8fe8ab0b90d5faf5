import 'server-only'

/** Entries of the lists that are no words: "'s", "3rd", "n't". */
const WORD = /^\p{Ll}{2,}(?:-\p{Ll}+)*$/u

/**
 * Words of a language, in small letters, as `makeChapters` wants them; none where no list is at hand. A text that does not say
 * its language may be English: whether the words fit it is found out there.
 */
export async function listWords(language: string | null): Promise<ReadonlySet<string>> {
  if (language !== null && !/^en\b/i.test(language)) return new Set()
  const { dictionary } = await import('@zxcvbn-ts/language-en')
  const words = [...dictionary['commonWords-en'], ...dictionary['wikipedia-en']]
  return new Set(words.filter((word) => WORD.test(word)))
}
