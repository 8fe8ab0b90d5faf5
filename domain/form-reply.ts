import { Problem, type Sentence } from '#domain/problem.ts'

/**
 * What the server says to a form that was sent without scripts, on the page that comes back: a refusal with what was typed,
 * or what came of it.
 */
export type FormReply = {
  /** The address that the form was sent to: a page may have several forms. */
  form: string
  /** Its sentence by name, and in words. */
  refused?: { sentence: Sentence; message: string; fields: Record<string, string> }
  /** What was typed, by the names of fields; passwords and codes are never in it. */
  typed: Record<string, string>
  done?: unknown
  /** Whoever sent it had to sign in first, so that we know it is them. It did nothing yet, and waits to be sent once more. */
  again?: true
}

/** The refusal that a reply holds for one form, as scripts would have met it; null when it holds none. */
export function refusalFor(reply: FormReply | null, form: string): Problem | null {
  if (reply?.form !== form || !reply.refused) return null
  const { sentence, message, fields } = reply.refused
  return new Problem('invalid', sentence, { fields }, message)
}

/** What was typed into one form before it came back. */
export const typedInto = (reply: FormReply | null, form: string): Record<string, string> => (reply?.form === form ? reply.typed : {})

/** Whether one form was sent and taken. */
export const isDone = (reply: FormReply | null, form: string): boolean => reply?.form === form && !reply.refused && !reply.again

/** Whether one form is to be sent once more, now that its sender has signed in anew. */
export const isAskedAgain = (reply: FormReply | null, form: string): boolean => reply?.form === form && reply.again === true

/** The server's sentences about the fields of one form, by their names. */
export const fieldsRefused = (reply: FormReply | null, form: string): Record<string, string> =>
  (reply?.form === form && reply.refused?.fields) || {}

/** What came of one form, null when it was not sent or was refused. */
export function doneBy<Done>(reply: FormReply | null, form: string): Done | null {
  return isDone(reply, form) ? ((reply?.done ?? null) as Done | null) : null
}
