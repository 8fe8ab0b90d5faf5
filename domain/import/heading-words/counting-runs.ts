/** A place in the text at which something may be counted. */
export type Count = {
  at: number
  /** How it is written ("arabic:", "roman."): only numbers of one form count together. */
  form: string
  value: number
  /** True when the place is a heading by more than its number, so that a run need not begin at one. */
  sure: boolean
}

/** One number may be missing from a run: a scan loses a heading now and then. */
const LONGEST_STEP = 2
/** So many numbers in a row count wherever they begin: the letters of a second volume, the songs of a second book. */
const LONG_RUN = 12

/**
 * Runs of numbers that count up, as lists of `at`. A run begins at 0, 1 or 2, is of three sure places, or long; most of its
 * members have text between them.
 * @param holdsText whether there is text between two places
 */
export function countingRuns(counts: readonly Count[], holdsText: (from: number, to: number) => boolean): number[][] {
  const open: Count[][] = []
  for (const count of counts) {
    const run = findRun(open, count)
    if (run) run.push(count)
    else open.push([count])
  }
  const long = open.filter((run) => run.length >= LONG_RUN)
  return open
    .filter((run) => {
      const first = run[0]
      if (!first || run.length < 2 || (run.length === 2 && long.some((other) => isAround(run, other)))) return false
      const apart = run.filter((count, index) => holdsText(count.at, run[index + 1]?.at ?? Number.POSITIVE_INFINITY)).length
      const begins = first.value <= 2 || run.length >= LONG_RUN || (run.length >= 3 && run.every((count) => count.sure))
      return begins && apart * 3 >= run.length * 2
    })
    .map((run) => run.map((count) => count.at))
}

/** True for two numbers between which a long run of their form begins: those of the volumes. */
function isAround([first, last]: readonly Count[], long: readonly Count[]): boolean {
  const begins = long[0]
  return begins !== undefined && first?.form === begins.form && first.at < begins.at && begins.at < (last?.at ?? 0)
}

/** The newest run that the count goes on with, one step being better than two. */
function findRun(open: readonly Count[][], count: Count): Count[] | undefined {
  for (let step = 1; step <= LONGEST_STEP; step += 1) {
    const run = open.findLast((candidate) => {
      const last = candidate.at(-1)
      return last !== undefined && last.form === count.form && last.value === count.value - step
    })
    if (run) return run
  }
}
