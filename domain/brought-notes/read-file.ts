import { BROUGHT_MOST, type BroughtFile } from '#domain/brought-notes/brought-note.ts'
import { isHypothesis, readHypothesis } from '#domain/brought-notes/read-hypothesis.ts'
import { readW3c } from '#domain/brought-notes/read-w3c.ts'
import { Problem, say } from '#domain/problem.ts'

/**
 * Reads a file of notes: one of the W3C's Web Annotations, or one of Hypothesis.
 * @throws Problem `invalid` for what is no JSON or holds no notes; `too-large` for more than `BROUGHT_MOST`
 */
export function readNotesFile(text: string): BroughtFile {
  const file = parse(text)
  const found = isHypothesis(file) ? readHypothesis(file) : readW3c(file)
  if (found.notes.length > BROUGHT_MOST) throw new Problem('too-large', say('tooManyBrought', { most: BROUGHT_MOST }))
  if (found.notes.length + found.others + found.secret === 0) throw new Problem('invalid', say('noNotesInFile'))
  return found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Problem('invalid', say('noNotesInFile'))
  }
}
