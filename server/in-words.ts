import 'server-only'
import type { z } from 'zod'
import { type Problem, type ProblemCode, type Sentence, say } from '#domain/problem.ts'
import * as problems from '#messages/problems.ts'

/** A sentence in words. */
export function inWords({ code, params }: Sentence): string {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: the server may say them all
  const words = problems[code] as (params: Sentence['params']) => string
  return words(params)
}

/** What a refusal tells whoever asked. */
export function problemInWords({ sentence }: Problem): string {
  return inWords(sentence)
}

/** The sentences about single fields of a form, in words. */
export function fieldsInWords(fields: Record<string, Sentence | string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, told]) => [name, typeof told === 'string' ? told : inWords(told)]))
}

/**
 * What a fault in the input is told by: the sentence that the schema names, with its limits (`maximum`, `minimum`). A schema names
 * none for what no page of ours sends.
 */
export function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  if (!Object.hasOwn(problems, issue.message)) return say('unexpectedInput', { field: issue.path.join('.') || 'input' })
  const { maximum, minimum } = issue as { maximum?: number; minimum?: number }
  return {
    code: issue.message as ProblemCode,
    params: { ...(maximum !== undefined && { maximum }), ...(minimum !== undefined && { minimum }) },
  }
}
