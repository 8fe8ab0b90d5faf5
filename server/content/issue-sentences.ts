import 'server-only'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Sentence = { key?: string; sentence: string }

/** What one entry of a list is called. */
const ONE: Record<string, string> = { questions: 'question', records: 'record', '60': 'step', '90': 'step', sources: 'source' }

/** How the shapes of zod are called by whoever writes a guide. */
const SHAPE: Record<string, string> = {
  string: 'text (put it in single quotes if it looks like a number or a date)',
  number: 'a whole number',
  int: 'a whole number',
  array: 'a list',
  object: 'a set of fields',
  record: 'a set of fields',
}

/**
 * What a zod issue means for the file, in plain words. An issue about several unknown fields gives one sentence a field.
 * @param root the whole value that was checked
 * @returns sentences; `key` is set where the sentence is about that key rather than about the value
 */
export function issueSentences(issue: Issue, root: unknown): Sentence[] {
  const name = nameOf(issue.path, root)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ key, sentence: `"${key}" is not a field of ${name}: mend its spelling or take it out` }))
  }
  const value = valueAt(root, issue.path)
  if (value === undefined) return [{ sentence: `${name} is missing: write ${wanted(issue)}` }]
  return [{ sentence: `${name} does not fit: ${complaint(issue, value)}` }]
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_type') return SHAPE[issue.expected]?.replace(/ \(.*/, '') ?? issue.expected
  return issue.message
}

function complaint(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_value':
      return `write one of ${issue.values.map(String).join(', ')} instead of "${String(value)}"`
    case 'invalid_type':
      return `write ${SHAPE[issue.expected] ?? issue.expected}`
    case 'too_small':
      if (issue.origin === 'string') return `it is too short, write at least ${issue.minimum} letters`
      if (issue.origin === 'array') return 'the list is empty, write at least one entry'
      return `write a number above ${issue.inclusive ? Number(issue.minimum) - 1 : issue.minimum}`
    default:
      return issue.message
  }
}

function valueAt(root: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined | null)?.[key], root)
}

/** `"kind" of question 3 ("what-it-means")`. */
function nameOf(path: PropertyKey[], root: unknown): string {
  const last = path.at(-1)
  if (last === undefined) return 'this file'
  const above = path.slice(0, -1)
  if (typeof last !== 'number') return above.length === 0 ? `"${String(last)}"` : `"${String(last)}" of ${nameOf(above, root)}`
  const list = String(above.at(-1))
  const id = (valueAt(root, path) as { id?: unknown } | undefined)?.id
  const entry = `${ONE[list] ?? 'entry'} ${last + 1}${typeof id === 'string' ? ` ("${id}")` : ''}`
  return ONE[list] && above.length === 1 ? entry : `${entry} of ${nameOf(above, root)}`
}
