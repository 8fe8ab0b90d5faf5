import {
  asList,
  asRecord,
  asText,
  type Brought,
  type BroughtFile,
  broughtMoment,
  broughtName,
  passageOf,
} from '#domain/brought-notes/brought-note.ts'

/**
 * Annotations as Hypothesis writes them (API version 1): what a search gives, `{ total, rows }`, or a list of them, as the programs that fetch
 * all of a group do.
 */
export function readHypothesis(file: unknown): BroughtFile {
  const { rows, annotations } = asRecord(file)
  const items = asList(Array.isArray(file) ? file : (rows ?? annotations)).map(asRecord)
  const known = new Set(items.map(({ id }) => asText(id)))
  const open = items.filter((item) => !isSecret(item))
  const notes = open.map((item) => toBrought(item, known))
  const told = notes.filter(({ passage, answers }) => passage !== null || answers !== null)
  return { notes: told, others: notes.length - told.length, secret: items.length - open.length }
}

/** Only its writer may read it. */
const isSecret = ({ permissions }: Record<string, unknown>) => {
  const read = asList(asRecord(permissions).read).map(asText)
  return read.length > 0 && read.every((who) => who.startsWith('acct:'))
}

const keyOf = (id: unknown) => `hypothesis:${asText(id)}`

function toBrought(item: Record<string, unknown>, known: ReadonlySet<string>): Brought {
  const [target] = asList(item.target).map(asRecord)
  // The last of its references is what a reply answers, the first the note at the head of the thread.
  const above = asList(item.references).map(asText)
  const answered = above.findLast((id) => known.has(id))
  const [body, tags] = [asText(item.text), asList(item.tags).map(asText)]
  return {
    key: keyOf(item.id),
    answers: answered === undefined ? null : keyOf(answered),
    passage: above.length > 0 ? null : passageOf(asText(target?.source) || asText(item.uri), target?.selector),
    creator: broughtName(asRecord(item.user_info).display_name) ?? broughtName(/^acct:([^@]+)@/.exec(asText(item.user))?.[1]),
    createdAt: broughtMoment(item.created),
    body,
    tags: tags.filter((tag) => tag !== '' && tag !== PUZZLING),
    motivation: tags.includes(PUZZLING) ? 'questioning' : body === '' ? 'highlighting' : 'commenting',
    deleted: false,
  }
}

/** Hypothesis knows no motivations: what is puzzling is told by this tag. */
export const PUZZLING = 'puzzling'

/** Whether a file is one of Hypothesis and not of the W3C, by what every one of its annotations has. */
export function isHypothesis(file: unknown): boolean {
  const { rows, annotations } = asRecord(file)
  const [first] = asList(Array.isArray(file) ? file : (rows ?? annotations))
  const { user, permissions, uri } = asRecord(first)
  return Array.isArray(rows) || (typeof user === 'string' && permissions !== undefined && typeof uri === 'string')
}
