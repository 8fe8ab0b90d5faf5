import 'server-only'

/** One thing wrong in a guide's files, told so that whoever writes the guide can mend it. Lines count from 1. */
export type ContentProblem = { file: string; line: number; sentence: string }

/** Takes note of a problem in the file at hand. */
export type Report = (line: number, sentence: string) => void

/** Guides that cannot be served. `message` has one `file:line: sentence` a line. */
export class ContentError extends Error {
  readonly problems: ContentProblem[]

  constructor(problems: ContentProblem[]) {
    super(`The guides cannot be read:\n${problems.map(problemLine).join('\n')}`)
    this.name = 'ContentError'
    this.problems = problems
  }
}

/** A problem as editors and terminals make it clickable: `file:line: sentence`. */
export function problemLine({ file, line, sentence }: ContentProblem): string {
  return `${file}:${line}: ${sentence}`
}
