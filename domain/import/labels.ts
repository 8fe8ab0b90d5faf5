/** Names of paragraphs: a number, and letters when a paragraph came in later: 12, 12a, 12b, 13. Before 1 comes 0a. */

type Parts = { number: number; letters: string }

function partsOf(label: string): Parts {
  const [, number = '0', letters = ''] = /^(\d+)([a-z]*)$/.exec(label) ?? []
  return { number: Number(number), letters }
}

/** Negative when the first label comes before the second. */
export function compareLabels(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  return a.number - b.number || (a.letters < b.letters ? -1 : Number(a.letters > b.letters))
}

/**
 * Names the paragraphs of a new edition.
 * @param before the labels of the edition before, in their order
 * @param kept for each paragraph of the new edition its index in `before`, or null when it is new; ascending
 * @returns a label for each paragraph, no two alike. What was kept has its label, and no label of `before` goes to anything else.
 */
export function nameParagraphs(before: readonly string[], kept: readonly (number | null)[]): string[] {
  const used = new Set(before)
  let highest = Math.max(0, ...before.map((label) => partsOf(label).number))
  const labels: string[] = []
  kept.forEach((index, at) => {
    const own = index === null ? undefined : before[index]
    if (own !== undefined) {
      labels.push(own)
      return
    }
    const following = kept.slice(at + 1).find((later) => later !== null)
    const next = following === undefined || following === null ? undefined : before[following]
    if (next === undefined) highest += 1
    const label = next === undefined ? String(highest) : between(labels.at(-1) ?? '0', next, used)
    used.add(label)
    labels.push(label)
  })
  return labels
}

/** A free label that comes after one and before another, if there is room; else one after all that have the same number. */
function between(previous: string, next: string, used: ReadonlySet<string>): string {
  const { number, letters } = partsOf(previous)
  for (const first of [letters === '' ? 'a' : successor(letters), `${letters}a`]) {
    let free = first
    while (used.has(`${number}${free}`)) free = successor(free)
    if (compareLabels(`${number}${free}`, next) < 0) return `${number}${free}`
  }
  const taken = [...used].map(partsOf).filter((label) => label.number === number)
  const last = taken
    .map((label) => label.letters)
    .sort()
    .at(-1)
  return `${number}${last ? successor(last) : 'a'}`
}

/** The letters that come next: a, b … z, za, zb … */
function successor(letters: string): string {
  const last = letters.at(-1) ?? ''
  return last < 'z' ? letters.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1) : `${letters}a`
}
