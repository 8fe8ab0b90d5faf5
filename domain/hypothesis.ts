import { PUZZLING } from '#domain/brought-notes/read-hypothesis.ts'
import { toCodePoints } from '#domain/code-points.ts'
import type { ExportedNote, ExportedReply } from '#domain/exported-note.ts'
import { creatorName } from '#domain/viewer.ts'
import type { ExportPlace } from '#domain/web-annotation.ts'

/* Notes as Hypothesis writes them in its API, version 1. */

type Selector =
  | { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
  | { type: 'TextPositionSelector'; start: number; end: number }

export type HypothesisAnnotation = {
  id: string
  created: string
  updated: string
  /** `acct:name@authority`, where a name has 3 to 30 letters, digits, dots and low lines. */
  user: string
  user_info: { display_name: string }
  uri: string
  text: string
  tags: string[]
  group: string
  permissions: { read: string[]; admin: string[]; update: string[]; delete: string[] }
  target: { source: string; selector?: Selector[] }[]
  document: { title: string[] }
  links: { html: string }
  hidden: boolean
  flagged: boolean
  /** What it answers, from the note at the head of the thread on. */
  references?: string[]
}

/** A note and everything said below it. What was deleted is left out; what was said below it answers the note. */
export function hypothesisAnnotations(note: ExportedNote, place: ExportPlace, title: string): HypothesisAnnotation[] {
  const above = new Map(note.replies.map(({ id, parentId }) => [id, parentId]))
  const references = (reply: ExportedReply): string[] => {
    const chain: string[] = []
    for (let id = reply.parentId; id; id = above.get(id) ?? null) chain.unshift(id)
    return [note.id, ...chain]
  }
  const { exact, prefix, suffix, motivation } = note
  const source = place.sourceOf(note.chapter)
  const selector: Selector[] = [{ type: 'TextQuoteSelector', exact, prefix, suffix }, ...positionOf(note, place)]
  const own = note.onlyPassage || note.deleted ? [] : [note]
  return [
    ...own.map((said) => {
      const tags = motivation === 'questioning' ? [...said.tags, PUZZLING] : said.tags
      return { ...toAnnotation(said, note, place, title), tags, target: [{ source, selector }] }
    }),
    ...note.replies
      .filter(({ deleted }) => !deleted)
      .map((reply) => ({ ...toAnnotation(reply, note, place, title), target: [{ source }], references: references(reply) })),
  ]
}

function toAnnotation(
  { id, creator, body, createdAt, modifiedAt }: Omit<ExportedReply, 'parentId'>,
  { chapter, visibility }: ExportedNote,
  { group, sourceOf }: ExportPlace,
  title: string,
): Omit<HypothesisAnnotation, 'target'> {
  const name = creatorName(creator, true)
  const user = accountOf(name, group.address)
  const own = [user]
  return {
    ...{ id, created: createdAt, updated: modifiedAt ?? createdAt, user, user_info: { display_name: name } },
    ...{ uri: sourceOf(chapter), text: body, tags: [], group: group.address.split('/').at(-1) ?? '' },
    permissions: {
      read: visibility === 'PRIVATE' ? own : [`group:${group.address.split('/').at(-1)}`],
      admin: own,
      update: own,
      delete: own,
    },
    ...{ document: { title: [title] }, links: { html: `${group.address}/${chapter}#annotation-${id}` }, hidden: false, flagged: false },
  }
}

/** Offsets count code points, as elsewhere; only where they can be checked. */
function positionOf({ chapterRevision, lost, start, end, exact }: ExportedNote, { textOf }: ExportPlace): Selector[] {
  const known = lost ? null : textOf(chapterRevision)
  if (known?.text.slice(start, end) !== exact) return []
  return [{ type: 'TextPositionSelector', start: toCodePoints(known.pairs, start), end: toCodePoints(known.pairs, end) }]
}

/** An account as the format wants one: nobody has it. The name itself stands beside it. */
function accountOf(name: string, address: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._]+/g, '')
    .slice(0, 30)
  return `acct:${plain.padEnd(3, '_')}@${new URL(address).hostname}`
}
