import type { Passage } from '#domain/anchoring/passage.ts'
import type { Truth } from '#tests/bench/anchoring/editions.ts'

/** How a method did on the passages that it was given. `wrong` counts every attachment to a place that holds nothing of the passage. */
export type Tally = {
  passages: number
  milliseconds: number
  intact: number
  intactKept: number
  edited: number
  editedKept: number
  deleted: number
  deletedLost: number
  wrong: number
}

export function emptyTally(): Tally {
  return { passages: 0, milliseconds: 0, intact: 0, intactKept: 0, edited: 0, editedKept: 0, deleted: 0, deletedLost: 0, wrong: 0 }
}

/** Counts one finding against the truth. */
export function count(tally: Tally, truth: Truth, found: Passage | null): void {
  tally.passages++
  if (found && !truth.ranges.some((range) => overlap(found, range) > 0)) tally.wrong++
  if (truth.fate === 'deleted') {
    tally.deleted++
    if (!found) tally.deletedLost++
  } else if (truth.fate !== 'remnant') {
    const kept = found !== null && isKept(found, truth.ranges[0])
    tally[truth.fate]++
    if (kept) tally[truth.fate === 'intact' ? 'intactKept' : 'editedKept']++
  }
}

/** Found means: half or more of the true range is covered, by a range of at most three times its length. */
function isKept(found: Passage, range: Passage | undefined): boolean {
  if (!range) return false
  const length = range.end - range.start
  return overlap(found, range) * 2 >= length && found.end - found.start <= length * 3
}

function overlap(one: Passage, other: Passage): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start)
}

export function addTally(sum: Tally, tally: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key]
}

/** A tally in words: shares in per cent, with what they were counted over. */
export function tallyRow(name: string, tally: Tally): string[] {
  return [
    name,
    String(tally.passages),
    share(tally.intactKept, tally.intact),
    share(tally.editedKept, tally.edited),
    share(tally.deletedLost, tally.deleted),
    `${percent(tally.wrong, tally.passages)} % (${tally.wrong})`,
    perPassage(tally),
  ]
}

export const TALLY_HEADINGS = [
  'method',
  'passages',
  'intact kept',
  'edited kept',
  'deleted reported lost',
  'wrong attachments',
  'ms per passage',
]

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${percent(part, whole)} % (${part}/${whole})`
}

/** A share in per cent, never rounded up to 100 or down to 0. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const exact = (part / whole) * 100
  if (part === whole || part === 0) return exact.toFixed(0)
  return Math.min(99.999, Math.max(0.001, exact)).toFixed(3)
}

function perPassage({ milliseconds, passages }: Tally): string {
  return passages === 0 ? '–' : (milliseconds / passages).toPrecision(3)
}
