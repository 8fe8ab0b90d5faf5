import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'
import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** "¶ 12" in a plan, a note or anywhere else in a chapter's file, and links to "#p12". */
const REFERENCE = new RegExp(`¶\\s*(${PARAGRAPH_LABEL})|\\(#p(${PARAGRAPH_LABEL})\\)`, 'g')

/** References to paragraphs that the chapter does not have. */
export function checkParagraphs({ chapters }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  return chapters.flatMap(({ slug, number, paragraphs }) => {
    const file = files.find(({ name }) => name === `${String(number).padStart(2, '0')}-${slug}.md`)
    return [...(file?.source.matchAll(REFERENCE) ?? [])]
      .filter(([, sign, link]) => !paragraphs.some(({ label }) => label === (sign ?? link)))
      .map((match) => ({
        file: file?.path ?? slug,
        line: file ? lineAt(file.source, match.index) : 1,
        sentence: `${match[0]} does not exist: the chapter has ${paragraphs.length} paragraphs`,
      }))
  })
}
