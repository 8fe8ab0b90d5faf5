'use client'

import { compareInText } from '#client/selection/text-order.ts'
import { compareText } from '#client/talk-cache.ts'
import { useWithPrevious } from '#components/ui/use-with-previous.ts'
import type { Annotation } from '#domain/annotation.ts'

/** Annotations whose offsets are right for the text on this page, and the others; both in the order of the text. */
type Standing = { standing: Annotation[]; lost: Annotation[] }

/** Always the same empty list, so that nothing is drawn again for it. */
const NONE: Annotation[] = []

const compareNotes = (a: Annotation, b: Annotation) => compareInText(a, b) || compareText(a.createdAt, b.createdAt)

/**
 * Parts annotations into those whose offsets are right for the text on this page, and the others: this text has not their words, or
 * they are on their way from one text into another.
 * @param known where annotations stood in this text when they were last seen in it. A page whose chapter is edited meanwhile goes on
 * showing them there, until it is loaded anew
 */
export function sortStanding(annotations: readonly Annotation[], revision: string, known: ReadonlyMap<string, Annotation>): Standing {
  const inThisText = annotations.map((annotation) => {
    const seen = known.get(annotation.id)
    if (!seen || annotation.chapterRevision === revision || annotation.lost || seen.chapterRevision !== revision) return annotation
    const { chapterRevision, start, end, exact } = seen
    return { ...annotation, chapterRevision, start, end, exact }
  })
  const ordered = inThisText.sort(compareNotes)
  const lost = ordered.filter(({ chapterRevision }) => chapterRevision !== revision)
  return { standing: ordered.filter(({ chapterRevision }) => chapterRevision === revision), lost: lost.length ? lost : NONE }
}

/** The annotations of the chapter, parted into those that stand in the text on this page and the others. */
export function useStanding(annotations: readonly Annotation[], revision: string): Standing {
  return useWithPrevious<readonly [readonly Annotation[], string], Standing>([annotations, revision], (previous) => {
    const isHere = ({ chapterRevision }: Annotation) => chapterRevision === revision
    // Of thousands of notes, most often none is in another text.
    if (annotations.every(isHere)) return { standing: annotations.toSorted(compareNotes), lost: NONE }
    return sortStanding(annotations, revision, new Map(previous?.standing.map((annotation) => [annotation.id, annotation])))
  })
}

/** Whether a note speaks for itself in the margin, as a "?" does. A mark without words and without replies is shown only when it is clicked. */
export function hasWords(annotation: Annotation, replies: number): boolean {
  return annotation.deleted || annotation.body !== '' || annotation.motivation === 'questioning' || replies > 0
}
