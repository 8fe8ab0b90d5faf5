import type { Annotation } from '#domain/annotation.ts'
import type { Creator } from '#domain/viewer.ts'

/** Who listens, and what the others are called. */
type Who = { viewerId: string; nameOf: (creator: Creator | null) => string }

/** Names that are said before the rest is only counted. */
const NAMED = 3

/**
 * What a screen reader says of annotations on the same words: "highlight by Nora, 2 replies", "3 notes by Nora, Ben and
 * you". An empty string for none.
 * @param repliesTo how many comments an annotation has, by its id
 */
export function tellMarks(annotations: readonly Annotation[], repliesTo: (id: string) => number, who: Who): string {
  const [first] = annotations
  if (!first) return ''
  const replies = annotations.reduce((sum, { id }) => sum + repliesTo(id), 0)
  const what = annotations.length === 1 ? nounOf(first) : `${annotations.length} ${commonNoun(annotations)}`
  return `${what} by ${namesOf(annotations, who)}${replies === 0 ? '' : replies === 1 ? ', 1 reply' : `, ${replies} replies`}`
}

/**
 * What is said where annotations end.
 * @param others whether more annotations go on, so that it must be said whose ends
 */
export function tellEnd(annotations: readonly Annotation[], others: boolean, who: Who): string {
  const [first] = annotations
  if (!first) return ''
  const what = annotations.length === 1 ? nounOf(first) : `${annotations.length} ${commonNoun(annotations)}`
  return `end of ${what}${others ? ` by ${namesOf(annotations, who)}` : ''}`
}

function nounOf({ body, deleted, motivation }: Annotation): string {
  if (deleted) return 'deleted note'
  if (motivation === 'questioning') return 'question'
  return body ? 'note' : 'highlight'
}

function commonNoun(annotations: readonly Annotation[]): string {
  const nouns = new Set(annotations.map(nounOf))
  if (nouns.size === 1 && !nouns.has('deleted note')) return `${[...nouns][0]}s`
  return 'notes'
}

function namesOf(annotations: readonly Annotation[], { viewerId, nameOf }: Who): string {
  const creators = new Map(annotations.map(({ creator }) => [creator?.id, creator]))
  const names = [...creators.values()].map((creator) => (creator?.id === viewerId ? 'you' : nameOf(creator)))
  if (names.length > NAMED) return `${names.slice(0, NAMED - 1).join(', ')} and ${names.length - NAMED + 1} others`
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')
}
