import type { Who } from '#tests/support/access-world.ts'

/*
 * Words that stand once in the world of the access matrix. Whatever leaves the product is searched for them: each may be read by these
 * people, and by nobody else, whichever way the words take.
 */

const GROUP: Who[] = ['member', 'creator', 'facilitator', 'owner']
const LEADERS: Who[] = ['facilitator', 'owner']

export const READERS = {
  // What the group says to itself.
  'canary-group': GROUP,
  'canary-note': GROUP,
  'canary-tag': GROUP,
  'canary-comment': GROUP,
  'canary-earlier': GROUP,
  'canary-question': GROUP,
  // To a question whose answers a facilitator has revealed.
  'canary-answer': GROUP,
  'canary-minutes': GROUP,
  'canary-summary': GROUP,
  'canary-short': GROUP,
  'canary-group-answer': GROUP,
  'canary-dissent': GROUP,
  'canary-agreed': GROUP,
  'canary-former': GROUP,
  // What another group agreed on and lets others read, to a question that this one has agreed on.
  'canary-circle': GROUP,
  'canary-bereft': GROUP,
  // What the creator keeps to themselves, with all that hangs on it.
  'canary-private-note': ['creator'],
  'canary-private-tag': ['creator'],
  'canary-private-passage': ['creator'],
  'canary-private-reply': ['creator'],
  'canary-private-change': ['creator'],
  'canary-hidden-earlier': ['creator'],
  // What the creator answered, alone or with the plain member, in a group that answers first; and what was said about it.
  'canary-first': ['creator'],
  'canary-first-reply': ['creator'],
  'canary-private-answer': ['creator'],
  'canary-closed-answer': ['creator'],
  'canary-closed-dissent': ['creator'],
  'canary-both-answered': ['member', 'creator'],
  // What concerns some of the group.
  'canary-changed': ['creator', ...LEADERS],
  'canary-declined': ['creator', ...LEADERS],
  'canary-reason': ['creator', ...LEADERS],
  'canary-invitation': LEADERS,
  // What a facilitator hid, and why; and why somebody flagged something, which only those are told who decide about it.
  'canary-moderated': ['creator', ...LEADERS],
  'canary-hidden-dissent': ['creator', ...LEADERS],
  'canary-hide-reason': ['creator', ...LEADERS],
  'canary-flag-reason': LEADERS,
  // What waits for a facilitator; those who decide find it on the page for that.
  'canary-waiting': ['creator'],
  // What was taken away, and what the one who was removed kept to themselves.
  'canary-hidden-answer': [],
  'canary-hidden-line': [],
  'canary-hidden-summary': [],
  'canary-withdrawn-note': [],
  'canary-withdrawn-tag': [],
  'canary-withdrawn-comment': [],
  'canary-withdrawn-earlier': [],
  'canary-withdrawn-answer': [],
  'canary-withdrawn-question': [],
  'canary-former-private': [],
  // What is no business of a group.
  'canary-mail': ['creator'],
  'canary-elsewhere': ['stranger'],
  'canary-draft': [],
  'canary-circle-closed': [],
  'canary-circle-dissent': [],
  'canary-circle-group': [],
} satisfies Record<string, Who[]>

export type Canary = keyof typeof READERS

/** The canaries that a text holds, in order. */
export function findCanaries(text: string): Canary[] {
  const found = [...new Set(text.match(/canary(?:-[a-z]+)+/g) ?? [])]
  const unknown = found.filter((word) => !(word in READERS))
  if (unknown.length > 0) throw new Error(`Nobody has said who may read ${unknown.join(', ')}.`)
  return found.sort() as Canary[]
}

/** Those of some canaries that somebody may read, in order. */
export const readableBy = (who: Who, canaries: readonly Canary[]): Canary[] =>
  [...new Set(canaries)].filter((canary) => (READERS[canary] as Who[]).includes(who)).sort()
