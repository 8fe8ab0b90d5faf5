import { diff3Merge } from 'node-diff3'

/** Stands between two versions of the same lines. */
export const AT_THE_SAME_TIME = '— or, written at the same time: —'

/**
 * Pairs of lines that are compared at most, which takes a tenth of a second: of the shortest lines a text of the longest kind has so many
 * that comparing each with each would stop the page for minutes.
 */
const MOST_PAIRS = 10_000_000

/**
 * Puts together two texts that grew out of the same one, line by line. Where both changed the same lines, both stay, one after
 * the other; a line that one side changed and the other took out stays changed.
 * @param base the text both started from
 * @param local written here, not saved yet
 * @param remote saved by others meanwhile
 */
export function mergeNotes(base: string, local: string, remote: string): string {
  if (local === remote || remote === base) return local
  if (local === base) return remote
  return mergeLines(base.split('\n'), local.split('\n'), remote.split('\n')).join('\n')
}

function mergeLines(base: string[], local: string[], remote: string[]): string[] {
  if (base.length * Math.max(local.length, remote.length) > MOST_PAIRS) return mergeLong(base, local, remote)
  const regions = diff3Merge(local, base, remote, { excludeFalseConflicts: true })
  return regions.flatMap(({ ok, conflict }) => ok ?? (conflict ? keepBoth(conflict.o, conflict.a, conflict.b) : []))
}

/** Very long texts are compared only between the first and the last line that somebody changed; where that is too much too, both stay. */
function mergeLong(base: string[], local: string[], remote: string[]): string[] {
  const most = Math.min(base.length, local.length, remote.length)
  const isSame = (one?: string, two?: string, three?: string) => one === two && two === three
  let head = 0
  while (head < most && isSame(base[head], local[head], remote[head])) head += 1
  let tail = 0
  while (tail < most - head && isSame(base.at(-1 - tail), local.at(-1 - tail), remote.at(-1 - tail))) tail += 1
  const [before, mine, theirs] = [base, local, remote].map((lines) => lines.slice(head, lines.length - tail)) as [
    string[],
    string[],
    string[],
  ]
  const isLong = before.length * Math.max(mine.length, theirs.length) > MOST_PAIRS
  return [
    ...base.slice(0, head),
    ...(isLong ? keepBoth(before, mine, theirs) : mergeLines(before, mine, theirs)),
    ...base.slice(base.length - tail),
  ]
}

function keepBoth(base: string[], local: string[], remote: string[]): string[] {
  // Nothing but emptiness stood here: both wrote something new.
  if (base.every((line) => line.trim() === '')) return [...remote, ...local]
  // One side only wrote before or after the lines that the other changed. People typing on neighbouring lines meet here.
  return (
    around(base, local, remote) ??
    around(base, remote, local) ?? [...remote, ...(remote.length && local.length ? [AT_THE_SAME_TIME] : []), ...local]
  )
}

/** The changed lines, with what the other side wrote around the old ones; undefined when it changed those too. */
function around(base: string[], changed: string[], other: string[]): string[] | undefined {
  const same = (from: number) => base.every((line, index) => other[from + index] === line)
  if (same(0)) return [...changed, ...other.slice(base.length)]
  const before = other.length - base.length
  return before > 0 && same(before) ? [...other.slice(0, before), ...changed] : undefined
}

/**
 * Where a caret goes when others' words come in around it.
 * @param position UTF-16 offset in `before`
 * @returns the offset of the same place in `after`
 */
export function moveCaret(before: string, after: string, position: number): number {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start += 1
  if (position <= start) return position
  let end = 0
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  // In the midst of what changed there is no same place: the end of the change is the nearest.
  return after.length - Math.min(end, before.length - position)
}
