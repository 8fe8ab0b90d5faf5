/** Scripts that are written from right to left. */
const LEFTWARDS = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/**
 * The direction in which a language is written.
 * @param language a language tag (BCP 47), such as "he" or "az-Arab"; anything else counts as left to right
 */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    return LEFTWARDS.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}
