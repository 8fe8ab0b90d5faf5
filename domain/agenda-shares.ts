import type { QuestionKind } from '#domain/guide.ts'

/** What gives way first when time is short. */
const GIVES_WAY: QuestionKind[] = ['recall', 'opener', 'interpret', 'judge']

/** Least whole minutes in which a question makes sense, and its share of the minutes beyond. */
export const BY_KIND: Record<QuestionKind, { least: number; weight: number }> = {
  opener: { least: 2, weight: 2 },
  recall: { least: 3, weight: 2 },
  interpret: { least: 4, weight: 4 },
  judge: { least: 5, weight: 5 },
}

type Kinded = { kind: QuestionKind }
/** The questions of one chapter: the guide's and the group's own. */
type Asking<Q> = { guide: readonly Q[]; own: readonly Q[] }

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const leastOf = (questions: readonly Kinded[]) => sum(questions.map(({ kind }) => BY_KIND[kind].least))

/**
 * The questions for which there is time, by chapter. The guide's give way before those that the group has chosen for itself, and the chapter
 * with most still to ask before the others.
 * @param minutes what they may take together at least
 */
export function keepWhatFits<Q extends Kinded>(chapters: readonly Asking<Q>[], minutes: number): Q[][] {
  const kept = chapters.map(({ guide, own }) => ({ guide: [...guide], own: [...own] }))
  const taken = ({ guide, own }: Asking<Q>) => leastOf(guide) + leastOf(own)
  while (sum(kept.map(taken)) > minutes) {
    const fromGuide = kept.some(({ guide }) => guide.length > 0)
    const lists = kept.map((chapter) => ({ list: fromGuide ? chapter.guide : chapter.own, taken: taken(chapter) }))
    // Of two that ask as much the later one gives way.
    const [fullest] = lists
      .filter(({ list }) => list.length > 0)
      .toReversed()
      .sort((a, b) => b.taken - a.taken)
    if (!fullest) break
    const kind = GIVES_WAY.find((way) => fullest.list.some((question) => question.kind === way))
    fullest.list.splice(
      fullest.list.findLastIndex((question) => question.kind === kind),
      1,
    )
  }
  return kept.map(({ guide, own }) => [...guide, ...own])
}

/**
 * Shares whole minutes by weight beyond the least of each: largest remainders first, earlier ones first on a tie. Where nothing has a weight,
 * all weigh the same.
 */
export function shareMinutes(minutes: number, steps: readonly { least: number; weight: number }[]): number[] {
  const spare = minutes - sum(steps.map(({ least }) => least))
  const total = sum(steps.map(({ weight }) => weight))
  const exact = steps.map(({ weight }) => (total > 0 ? (spare * weight) / total : spare / steps.length))
  const given = exact.map((part, index) => (steps[index]?.least ?? 0) + Math.floor(part))
  const byRemainder = exact.map((part, index) => ({ index, remainder: part % 1 })).sort((a, b) => b.remainder - a.remainder)
  for (const { index } of byRemainder.slice(0, minutes - sum(given))) given[index] = (given[index] ?? 0) + 1
  return given
}
