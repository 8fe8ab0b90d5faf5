import type { Motivation } from '#domain/annotation.ts'

/** A "?" is asked for; between marking and speaking the words decide. */
export function settleMotivation(asked: Motivation, body: string): Motivation {
  if (asked === 'questioning') return asked
  return body ? 'commenting' : 'highlighting'
}
