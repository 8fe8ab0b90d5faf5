/** What is known of a paragraph for finding it again: its words in small letters, without marks. */
export type Words = string

/** Two paragraphs that share this much of their words are one that was changed. */
const ALIKE = 0.5
const SAME = 3
/** Larger stretches than this (one side times the other) are not compared word by word. */
const MOST_PAIRS = 250_000

/** The words of plain text. */
export function wordsOfText(text: string): Words {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')
}

/** The words of inline Markdown. */
export function wordsOfMarkdown(markdown: string): Words {
  const plain = markdown
    .replace(/(?<!\\)\[\^[^\]\s]+\]/g, '')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/[\\*]/g, '')
  return wordsOfText(plain)
}

/**
 * Finds the paragraphs of one edition again in the next, in the order that both have in common.
 * @returns for each paragraph after, the index of the same paragraph before, or null; ascending
 */
export function pairInOrder(before: readonly Words[], after: readonly Words[]): (number | null)[] {
  const pairs: (number | null)[] = after.map(() => null)
  // One stretch may lie in another in another, as often as there are paragraphs: they wait in a row.
  const waiting: Stretch[] = [{ aStart: 0, aEnd: before.length, bStart: 0, bEnd: after.length }]
  for (let stretch = waiting.pop(); stretch; stretch = waiting.pop()) {
    for (const rest of pairStretch({ before, after, pairs }, stretch)) waiting.push(rest)
  }
  return pairs
}

type Work = { before: readonly Words[]; after: readonly Words[]; pairs: (number | null)[] }

type Stretch = { aStart: number; aEnd: number; bStart: number; bEnd: number }

/** Pairs what is certain in a stretch. @returns the stretches between that are still to be paired */
function pairStretch(work: Work, { aStart, aEnd, bStart, bEnd }: Stretch): Stretch[] {
  let [aFrom, aTo, bFrom, bTo] = [aStart, aEnd, bStart, bEnd]
  const { before, after, pairs } = work
  while (aFrom < aTo && bFrom < bTo && before[aFrom] === after[bFrom]) pairs[bFrom++] = aFrom++
  while (aFrom < aTo && bFrom < bTo && before[aTo - 1] === after[bTo - 1]) pairs[--bTo] = --aTo
  if (aFrom === aTo || bFrom === bTo) return []
  const anchors = commonOnes(work, aFrom, aTo, bFrom, bTo)
  if (anchors.length === 0) {
    pairByWords(work, aFrom, aTo, bFrom, bTo)
    return []
  }
  const between: Stretch[] = []
  let [a, b] = [aFrom, bFrom]
  for (const [nextA, nextB] of [...anchors, [aTo, bTo] as const]) {
    if (nextB < bTo) pairs[nextB] = nextA
    between.push({ aStart: a, aEnd: nextA, bStart: b, bEnd: nextB })
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return between
}

/** Paragraphs that stand once on either side, as many as have the same order on both. */
function commonOnes({ before, after }: Work, aFrom: number, aTo: number, bFrom: number, bTo: number): (readonly [number, number])[] {
  const inBefore = onlyOnes(before, aFrom, aTo)
  const found = [...onlyOnes(after, bFrom, bTo)]
    .flatMap(([words, b]) => {
      const a = inBefore.get(words)
      return a === undefined ? [] : [[a, b] as const]
    })
    .sort((one, other) => one[1] - other[1])
  return longestAscending(found)
}

function onlyOnes(words: readonly Words[], from: number, to: number): Map<Words, number> {
  const places = new Map<Words, number>()
  for (let at = from; at < to; at++) {
    const key = words[at] as Words
    places.set(key, places.has(key) ? -1 : at)
  }
  return new Map([...places].filter(([key, at]) => at >= 0 && key !== ''))
}

/** The longest row of pairs whose first members ascend, as their second members do. */
function longestAscending(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = []
  const previous: number[] = []
  pairs.forEach(([a], at) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] as number]?.[0] ?? 0) < a) low = middle + 1
      else high = middle
    }
    previous[at] = low > 0 ? (ends[low - 1] as number) : -1
    ends[low] = at
  })
  const row: (readonly [number, number])[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) row.unshift(pairs[at] as readonly [number, number])
  return row
}

/** In a small stretch, the pairs in order that have most words in common. */
function pairByWords({ before, after, pairs }: Work, aFrom: number, aTo: number, bFrom: number, bTo: number): void {
  const [rows, columns] = [aTo - aFrom, bTo - bFrom]
  if (rows * columns > MOST_PAIRS) return
  const sets = (words: readonly Words[], from: number, to: number) => words.slice(from, to).map((text) => new Set(text.split(' ')))
  const [a, b] = [sets(before, aFrom, aTo), sets(after, bFrom, bTo)]
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  const value = (row: number, column: number) => best[row]?.[column] ?? 0
  const gain = (row: number, column: number) =>
    before[aFrom + row] === after[bFrom + column] ? SAME : likeness(a[row] ?? new Set(), b[column] ?? new Set())
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const paired = gain(row, column)
      const line = best[row] as Float64Array
      line[column] = Math.max(value(row + 1, column), value(row, column + 1), paired > 0 ? paired + value(row + 1, column + 1) : 0)
    }
  }
  for (let [row, column] = [0, 0]; row < rows && column < columns; ) {
    const paired = gain(row, column)
    if (paired > 0 && value(row, column) === paired + value(row + 1, column + 1)) pairs[bFrom + column++] = aFrom + row++
    else if (value(row, column) === value(row + 1, column)) row++
    else column++
  }
}

/** The share of words that two paragraphs have in common; 0 when it is too small to tell. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const word of one) if (other.has(word)) common++
  const share = (2 * common) / (one.size + other.size)
  return share >= ALIKE ? share : 0
}
