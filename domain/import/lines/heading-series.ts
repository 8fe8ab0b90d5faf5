import type { Candidate } from '#domain/import/lines/heading-candidates.ts'

/** So many titles of the printed contents list in the text are what it is divided into. */
export const FEWEST_LISTED = 5

/** Without the words that stand over a few lines only: a volume on the title page, a list of other books. */
export function mainForms(parts: readonly Candidate[]): Candidate[] {
  const most = largestForm(parts).length
  return parts.filter(({ form }) => parts.filter((other) => other.form === form).length * 3 >= most)
}

/** Of words for chapters, those that hold the others: where the numbers of others begin anew below them. */
export function outerWords(chapters: readonly Candidate[]): Set<string> {
  const forms = [...new Set(chapters.map(({ form }) => form))]
  const outer = new Set<string>()
  for (const form of forms) {
    for (const inner of forms) {
      if (inner === form) continue
      const restarts = chapters.filter((one, index) => {
        const before = chapters.slice(0, index).findLast((other) => other.form === form || other.form === inner)
        return one.form === inner && one.parts.number === 1 && before?.form === form
      }).length
      if (restarts >= 2) outer.add(form)
    }
  }
  return outer
}

/** Those of the form that most are of. */
export function largestForm(candidates: readonly Candidate[]): Candidate[] {
  return formsOf(candidates)[0] ?? []
}

/** Those of the form that the contents list names most of; where it names few, those of the largest one. */
export function likeliestForm(candidates: readonly Candidate[]): Candidate[] {
  const listedIn = (form: readonly Candidate[]) => form.filter(({ listed }) => listed).length
  const [largest = [], ...others] = formsOf(candidates)
  const named = others.toSorted((one, other) => listedIn(other) - listedIn(one))[0] ?? []
  return listedIn(named) >= FEWEST_LISTED && listedIn(named) * 2 >= named.length && listedIn(largest) * 2 < largest.length ? named : largest
}

function formsOf(candidates: readonly Candidate[]): Candidate[][] {
  const forms = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const same = forms.get(candidate.form)
    if (same) same.push(candidate)
    else forms.set(candidate.form, [candidate])
  }
  return [...forms.values()].sort((one, other) => other.length - one.length)
}
