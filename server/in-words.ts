import 'server-only'
import type { Problem, Sentence } from '#domain/problem.ts'
import * as problems from '#messages/problems.ts'

/** A sentence in words. */
export function inWords({ code, params }: Sentence): string {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: the server may say them all
  const words: (params: Sentence['params']) => string = problems[code]
  return words(params)
}

/** What a refusal tells whoever asked. */
export function problemInWords({ sentence, message }: Problem): string {
  return sentence ? inWords(sentence) : message
}
