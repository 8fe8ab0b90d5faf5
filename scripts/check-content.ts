import { join } from 'node:path'
import { checkChapters } from '#scripts/content/check-chapters.ts'
import { checkDates } from '#scripts/content/check-dates.ts'
import { checkEntries } from '#scripts/content/check-entries.ts'
import { checkOriginality, readOriginal } from '#scripts/content/check-originality.ts'
import { checkParagraphs } from '#scripts/content/check-paragraphs.ts'
import { checkPlans } from '#scripts/content/check-plans.ts'
import { checkQuestions } from '#scripts/content/check-questions.ts'
import { readGuideFiles } from '#scripts/content/prose.ts'
import { readGuides } from '#server/content/content-guides.ts'
import { ContentError, problemLine } from '#server/content/problem.ts'

// Reads the guides as the server would, then more strictly, and says what is wrong with them. Exit code 1 when something is.
// Takes the folder that holds the guides; CONTENT_DIR, or content, unless told.

const folder = process.argv[2] ?? (process.env.CONTENT_DIR || 'content')
/** Where the works that guides are about may lie, for comparison. They are no part of the project. */
const originals = process.env.ORIGINALS_DIR || '../shared/sources'

try {
  const guides = await readGuides(folder)
  const problems = guides.flatMap((read) => {
    const files = readGuideFiles(join(folder, read.guide.slug))
    const original = readOriginal(originals, read.guide.slug)
    if (original === null) {
      console.log(`${read.guide.slug}: not compared with the work it is about, because ${originals} holds no ${read.guide.slug}-*.txt`)
    }
    return [
      ...checkChapters(read, files),
      ...checkEntries(read, files),
      ...checkParagraphs(read, files),
      ...checkQuestions(read, files),
      ...checkPlans(read, files),
      ...checkDates(read, files),
      ...(original === null ? [] : checkOriginality(original, files)),
    ]
  })
  if (problems.length > 0) throw new ContentError(problems)
  const chapters = guides.reduce((sum, guide) => sum + guide.chapters.length, 0)
  console.log(`${count(guides.length, 'guide')}, ${count(chapters, 'chapter')}, all well`)
} catch (error) {
  if (!(error instanceof ContentError)) throw error
  for (const problem of error.problems) console.error(problemLine(problem))
  process.exitCode = 1
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
