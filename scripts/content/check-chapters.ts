import type { GuideFile } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** Chapters without a summary or without questions. An imported text may lack both; a guide that somebody writes may not. */
export function checkChapters({ chapters }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  return chapters.flatMap(({ slug, number, part, summary, questions }) => {
    const name = `${String(number).padStart(2, '0')}-${slug}.md`
    const told = (sentence: string) => ({ file: files.find((file) => file.name === name)?.path ?? name, line: 1, sentence })
    return [
      ...(summary === '' ? [told('the chapter has no summary: write "summary" into its settings')] : []),
      ...(questions.length === 0 && part === null ? [told('the chapter has no questions: write "questions" into its settings')] : []),
    ]
  })
}
