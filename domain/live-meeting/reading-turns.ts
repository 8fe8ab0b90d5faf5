/** A stretch of paragraphs that one person reads aloud; `from` and `to` are places in the list of paragraphs, both included. */
export type ReadingTurn = { from: number; to: number }

/**
 * Divides a chapter into turns of about equal length: of all divisions at paragraphs the one whose longest turn is shortest.
 * @param lengths characters of each paragraph, in order
 * @param readers how many turns at most, at least 1
 */
export function readingTurns(lengths: readonly number[], readers: number): ReadingTurn[] {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  let [low, high] = [longest, lengths.reduce((sum, length) => sum + length, 0)]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (divide(lengths, middle).length <= readers) high = middle
    else low = middle + 1
  }
  return divide(lengths, low)
}

/** Turns as long as `most` allows. */
function divide(lengths: readonly number[], most: number): ReadingTurn[] {
  const turns: ReadingTurn[] = []
  let sum = Number.POSITIVE_INFINITY
  lengths.forEach((length, at) => {
    const turn = turns.at(-1)
    if (!turn || sum + length > most) {
      turns.push({ from: at, to: at })
      sum = length
    } else {
      turn.to = at
      sum += length
    }
  })
  return turns
}
