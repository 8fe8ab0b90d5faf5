import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** A plan with more questions than this hurries from one to the next. */
const MOST_QUESTIONS = 6
/** What a group needs for an interpretation, in minutes: less is a survey, and more goes round in circles. */
const INTERPRETATION = { least: 10, most: 12 }

/**
 * Plans that leave a side out or hurry. The first two judge questions of a chapter belong together, the case for the work and the case
 * against it: every plan asks both, in this order, and at least one question of what something means, with time for it.
 */
export function checkPlans({ chapters }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  return chapters.flatMap(({ slug, number, questions, plans }) => {
    const file = files.find(({ name }) => name === `${String(number).padStart(2, '0')}-${slug}.md`)
    const pair = questions.filter(({ kind }) => kind === 'judge').slice(0, 2)
    return Object.entries(plans).flatMap(([minutes, steps]) => {
      const told = (sentence: string) => ({
        file: file?.path ?? slug,
        line: file ? lineAt(file.source, file.source.search(new RegExp(`^ *'${minutes}':`, 'm'))) : 1,
        sentence: `the plan of ${minutes} minutes ${sentence}`,
      })
      const asked = steps.flatMap(({ question }) => question ?? [])
      const read = steps.filter(({ question }) => questions.some(({ id, kind }) => id === question && kind === 'interpret'))
      const askedOfPair = asked.filter((id) => pair.some((question) => question.id === id))
      const [forIt, against] = pair
      return [
        ...(asked.length > MOST_QUESTIONS ? [told(`asks ${asked.length} questions: leave at most ${MOST_QUESTIONS}`)] : []),
        ...(read.length === 0 && questions.some(({ kind }) => kind === 'interpret') ? [told('asks nobody what something means')] : []),
        ...read
          .filter((step) => step.minutes < INTERPRETATION.least || step.minutes > INTERPRETATION.most)
          .map((step) =>
            told(`gives "${step.question}" ${step.minutes} minutes: give it ${INTERPRETATION.least} to ${INTERPRETATION.most}`),
          ),
        ...(forIt && against && askedOfPair.join() !== `${forIt.id},${against.id}`
          ? [told(`does not ask "${forIt.id}" and then "${against.id}"`)]
          : []),
      ]
    })
  })
}
