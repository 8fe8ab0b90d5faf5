import type * as problems from '#messages/problems.ts'

/** What can go wrong in the rules of the house, and the HTTP status that tells it (RFC 9457, RFC 9110). */
export const PROBLEM_STATUS = {
  invalid: 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  /** The page was made for somebody else than who is signed in by now. */
  'other-viewer': 412,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const

export type ProblemKind = keyof typeof PROBLEM_STATUS

type Sentences = typeof problems
/** The name of a sentence in `messages/en-GB/problems.json`. */
export type ProblemCode = keyof Sentences
/** A sentence by its name, with what stands in its places. It is put into words where it leaves the server, in the reader's language. */
export type Sentence = { code: ProblemCode; params: Record<string, string | number> }

/** A sentence to be said later: `say('tooManyTags', { most: 10 })`. */
export function say<Code extends ProblemCode>(code: Code, ...given: Parameters<Sentences[Code]>): Sentence {
  const [params = {}] = given as Sentence['params'][]
  return { code, params }
}

/** Names the sentence for a fault in the input, in a schema. It may speak of the schema's own {maximum} and {minimum}. */
export function fault(code: ProblemCode): string {
  return code
}

/** What travels beside the sentence; `fields` has sentences about single fields of a form. */
type Extra = { fields?: Record<string, Sentence | string>; [more: string]: unknown }

/**
 * A refusal. Its sentence tells the person who asked what happened and what to do.
 * `extra` travels beside it as further members of the problem document (for example both texts of a stale edit).
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly sentence: Sentence
  readonly extra: Extra

  /** @param words the sentence in words, where it has come from the server */
  constructor(kind: ProblemKind, sentence: Sentence, extra: Extra = {}, words?: string) {
    super(words ?? `${sentence.code} ${JSON.stringify(sentence.params)}`)
    this.name = 'Problem'
    this.kind = kind
    this.sentence = sentence
    this.extra = extra
  }

  get status(): number {
    return PROBLEM_STATUS[this.kind]
  }
}

/** Whether what failed may well succeed when it is sent again as it is: no answer came, or it was "later". */
export const mayPass = (error: unknown): boolean => !(error instanceof Problem) || error.kind === 'too-many' || error.kind === 'unavailable'

/** The one answer for what is absent and what the viewer may not know to exist. */
export function notFound(): Problem {
  return new Problem('not-found', say('nothingHere'))
}

/**
 * For a create whose id already names other words of the same person.
 * @param extra what those are, where they can be changed
 */
export function idTaken(extra: Record<string, unknown> = {}): Problem {
  return new Problem('conflict', say('savedWithOtherWords'), extra)
}
