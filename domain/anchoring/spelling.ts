/** Words more different than this are different words. */
const ALIKE_MIN = 0.6

/**
 * How alike two words are spelt, as scanning noise and corrected misspellings leave them.
 * @returns 0 for different words, else from ALIKE_MIN² up to 1
 */
export function spelling(word: string, other: string): number {
  const longest = Math.max(word.length, other.length)
  const most = Math.floor(longest * (1 - ALIKE_MIN))
  if (Math.min(word.length, other.length) < 3 || Math.abs(word.length - other.length) > most) return 0
  const alike = 1 - editDistance(word, other, most) / longest
  return alike >= ALIKE_MIN ? alike * alike : 0
}

const rowOfUnits = new Uint16Array(64)

/** Levenshtein distance of two words, or anything above `most` as soon as it cannot be less. Long words count as different. */
function editDistance(word: string, other: string, most: number): number {
  if (other.length >= rowOfUnits.length) return most + 1
  for (let j = 0; j <= other.length; j++) rowOfUnits[j] = j
  for (let i = 1; i <= word.length; i++) {
    let diagonal = i - 1
    let least = i
    rowOfUnits[0] = i
    for (let j = 1; j <= other.length; j++) {
      const above = rowOfUnits[j] as number
      const changed = diagonal + (word.charCodeAt(i - 1) === other.charCodeAt(j - 1) ? 0 : 1)
      const cost = Math.min(changed, above + 1, (rowOfUnits[j - 1] as number) + 1)
      rowOfUnits[j] = cost
      if (cost < least) least = cost
      diagonal = above
    }
    if (least > most) return most + 1
  }
  return rowOfUnits[other.length] as number
}
