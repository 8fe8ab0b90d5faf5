/**
 * Names of paragraphs: a number, and letters when a paragraph came in later: 12, 12a, 12b, 13. Before 1 comes 0a. Where no letter is left
 * between two, a number after a point is: 12, 12.1, 12a. They read in the order of the text.
 */

/** The parts of a label that are compared with each other: 12, ".1", "a". */
function partsOf(label: string): string[] {
  return label.match(/^\d+|\.\d+|[a-z]/g) ?? []
}

/** Negative when the first label comes before the second: what is shorter before what goes on, a point before a letter. */
export function compareLabels(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = compareParts(a[at], b[at])
    if (difference !== 0) return difference
  }
  return 0
}

function compareParts(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined)
  const [a, b] = [numberIn(one), numberIn(other)]
  if (a === null || b === null) return a === null && b === null ? (one < other ? -1 : Number(one > other)) : a === null ? 1 : -1
  return a - b
}

function numberIn(part: string): number | null {
  const digits = part.replace('.', '')
  return /^\d+$/.test(digits) ? Number(digits) : null
}

/**
 * Names the paragraphs of a new edition.
 * @param before the labels of the edition before, in their order
 * @param kept for each paragraph of the new edition its index in `before`, or null when it is new; ascending
 * @returns a label for each paragraph, no two alike. What was kept has its label, and no label of `before` goes to anything else.
 */
export function nameParagraphs(before: readonly string[], kept: readonly (number | null)[]): string[] {
  const used = new Set(before)
  let highest = Math.max(0, ...before.map((label) => numberIn(partsOf(label)[0] ?? '') ?? 0))
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

/** The first free label that comes after one and before another. */
function between(previous: string, next: string, used: ReadonlySet<string>): string {
  for (let depth = 0; ; depth += 1) {
    const firsts = depth === 0 ? [successor(previous), `${previous}a`, `${previous}.1`] : [`${previous}${'.0'.repeat(depth)}.1`]
    for (const first of firsts) {
      let free = first
      while (used.has(free)) free = successor(free)
      if (compareLabels(free, next) < 0) return free
    }
  }
}

/** The label that comes next: 12 → 12a, 12a → 12b, 12z → 12za, 12.1 → 12.2. */
function successor(label: string): string {
  const parts = partsOf(label)
  const last = parts.at(-1) ?? ''
  if (parts.length === 1 || last === 'z') return `${label}a`
  const start = label.slice(0, label.length - last.length)
  return last.startsWith('.') ? `${start}.${Number(last.slice(1)) + 1}` : start + String.fromCharCode(last.charCodeAt(0) + 1)
}
