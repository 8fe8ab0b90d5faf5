import { readGuides } from '#server/content/guides.ts'
import { ContentError, problemLine } from '#server/content/problem.ts'

// Reads the guides as the server would, and says what is wrong with them. Exit code 1 when something is.
// Takes the folder that holds the guides; CONTENT_DIR, or content, unless told.

const folder = process.argv[2] ?? (process.env.CONTENT_DIR || 'content')

try {
  const guides = await readGuides(folder)
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
