/** The words of a text in their order, without signs, spaces and capitals. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{S}]+/gu) ?? []

/** Whether two texts differ in nothing but signs, spaces and capitals: who agreed to the one has agreed to the other. */
export function hasSameWords(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ')
}

/** Whether every word of a text stands in another one as often: it was taken from there, if not every word of it. */
export function isMadeOf(text: string, source: string): boolean {
  const left = new Map<string, number>()
  for (const word of wordsOf(source)) left.set(word, (left.get(word) ?? 0) + 1)
  return wordsOf(text).every((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
}
