import type { Annotation } from '#domain/annotation.ts'

/** Which notes are shown. What was new when it came to this page counts as new as long as the page is open. */
export type NoteFilter =
  | { kind: 'mine' }
  | { kind: 'person'; id: string; name: string }
  | { kind: 'questions' }
  | { kind: 'tag'; tag: string }
  | { kind: 'new' }

export type Seen = {
  viewerId: string
  /** Ids of everything that was unread when it came to this page. */
  came: ReadonlySet<string>
  commentsOn: (annotationId: string) => readonly { id: string }[]
}

/** Whether a filter lets a note through. */
export function passes(filter: NoteFilter, annotation: Annotation, { viewerId, came, commentsOn }: Seen): boolean {
  const { id, creator, motivation, tags } = annotation
  switch (filter.kind) {
    case 'mine':
      return creator?.id === viewerId
    case 'person':
      return creator?.id === filter.id
    case 'questions':
      return motivation === 'questioning'
    case 'tag':
      return tags.some((tag) => tag.toLowerCase() === filter.tag.toLowerCase())
    case 'new':
      return [id, ...commentsOn(id).map((comment) => comment.id)].some((each) => came.has(each))
  }
}
