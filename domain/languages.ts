/** Whether something is the well-formed tag of a language (BCP 47) that has a name. */
export function isLanguage(tag: string): boolean {
  try {
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined
  } catch {
    return false
  }
}

/** A language as those who speak it write its name, with a capital where its script has them: "Deutsch". */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** Languages to choose from, by their tags; others can be had by whoever knows their tag. */
export const LANGUAGES = (
  'ar bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kn ko ku lt ' +
  'lv mk ml mr ms nb ne nl nn pa pl ps pt pt-BR ro ru si sk sl so sq sr sv sw ta te th ti tl tr uk ur vi yi zh'
).split(' ')
