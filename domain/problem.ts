/** What can go wrong in the rules of the house, and the HTTP status that tells it (RFC 9457, RFC 9110). */
export const PROBLEM_STATUS = {
  invalid: 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
} as const

export type ProblemKind = keyof typeof PROBLEM_STATUS

/**
 * A refusal in plain words. `message` is a whole sentence for the person who asked: what happened and what to do.
 * `extra` travels beside it as further members of the problem document (for example both texts of a stale edit).
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly extra: Record<string, unknown>

  constructor(kind: ProblemKind, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Problem'
    this.kind = kind
    this.extra = extra
  }

  get status(): number {
    return PROBLEM_STATUS[this.kind]
  }
}

/** The one answer for what is absent and what the viewer may not know to exist. */
export function notFound(): Problem {
  return new Problem('not-found', 'There is nothing here that you can open. Check the address, or ask for an invitation.')
}
