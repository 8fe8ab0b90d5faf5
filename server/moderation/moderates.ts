import 'server-only'
import type { ToldWords } from '#domain/moderation.ts'
import type { Belonging } from '#server/access.ts'
import type { Tx } from '#server/db.ts'
import type { Subject } from '#server/talk/moderation-log.ts'

/*
 * How any kind of words is moderated. A kind says who may look at its rows and as whom, how a row is found, and what is done about one;
 * flags, the list, the log and the reply know of no kind.
 */

/**
 * As whom somebody looks. `member`: what stands and is open to them, also what they hid from their own sight. `leader`: others' words, about
 * which facilitators decide. `creator`: their own words that were taken out of the group's sight.
 */
export type AsWhom = 'member' | 'leader' | 'creator'

/** Words with what can be done about them, inside a transaction. */
export type Moderated = ToldWords & {
  subject: Subject
  /** The first words of a new member, which wait to be let in. */
  waits: boolean
  /** An accepted question is the group's own. */
  isTakenOver: boolean
  /** Takes them out of the group's sight, and tells of it. @returns whether they stood until now */
  hide: (tx: Tx, by: string) => Promise<boolean>
  restore: (tx: Tx) => Promise<void>
  /** Deletes them for good; where something hangs on them, an empty place stays, which is nobody's. */
  remove: (tx: Tx) => Promise<void>
}

/** What names words of a kind, in a group. */
export type About = { id: string; groupId: string }

export type Finder = (about: About, member: Belonging, as: AsWhom) => Promise<Moderated | null>

type Kind<Where, Row> = {
  /** Rows that a member may look at so; a kind without creators has none as theirs. */
  seen: Record<'member' | 'leader', (member: Belonging) => Where> & { creator: ((member: Belonging) => Where) | null }
  find: (where: Where, member: Belonging) => Promise<Row | null>
  moderated: (row: Row) => Moderated
}

/** Finds rows of a kind with what can be done about them. */
export function moderates<Where, Row>({ seen, find, moderated }: Kind<Where, Row>): Finder {
  return async (about, member, as) => {
    const filter = seen[as]?.(member)
    const row = filter && (await find({ ...about, AND: [filter] } as Where, member))
    return row ? moderated(row) : null
  }
}

type Found = About & { creator: ToldWords['creator'] }

/** What is told of a row, whose creator stays unnamed where nobody is told whose it is. */
type State = Pick<ToldWords, 'body' | 'path' | 'hidden'> & { html?: string; waits?: boolean }
export function told({ groupId, creator }: Found, subject: Subject, { body, html = '', path, hidden, waits = false }: State) {
  const { noun, id: subjectId, chapter, named } = subject
  return {
    noun,
    subjectId,
    groupId,
    chapter,
    path,
    creator: named ? creator : null,
    body,
    html,
    hidden,
    waits,
    subject,
    isTakenOver: false,
  }
}
