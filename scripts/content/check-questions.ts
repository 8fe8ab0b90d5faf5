import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'
import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

const NAMED = new RegExp(`¶\\s*(${PARAGRAPH_LABEL})`, 'g')

/**
 * Notes for the facilitator that do not lead to the answer. A recall question is answered from the paragraphs that it lists, so its note
 * says what stands in each of them; and no note sends the group to a paragraph that its question does not list.
 */
export function checkQuestions({ chapters }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  return chapters.flatMap(({ slug, number, questions }) => {
    const file = files.find(({ name }) => name === `${String(number).padStart(2, '0')}-${slug}.md`)
    return questions.flatMap(({ id, kind, paragraphs, note = '' }) => {
      const named = [...note.matchAll(NAMED)].map(([, label]) => label)
      const told = (sentence: string) => ({
        file: file?.path ?? slug,
        line: file ? lineAt(file.source, file.source.search(new RegExp(`\\bid: ${id}\\b(?!-)`))) : 1,
        sentence: `"${id}": ${sentence}`,
      })
      const unnamed = kind === 'recall' ? paragraphs.filter((label) => !named.includes(label)) : []
      const unlisted = [...new Set(named)].filter((label) => label && !paragraphs.includes(label))
      return [
        ...(kind === 'recall' && paragraphs.length === 0 ? [told('list the paragraphs that answer this recall question')] : []),
        ...(unnamed.length > 0 ? [told(`the note says nothing of ${signs(unnamed)}: tell which part of the answer stands there`)] : []),
        ...(unlisted.length > 0 ? [told(`the note names ${signs(unlisted)}, which the question does not list`)] : []),
      ]
    })
  })
}

function signs(labels: (string | undefined)[]): string {
  return labels.map((label) => `¶${label}`).join(', ')
}
