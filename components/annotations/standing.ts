import type { TextIndex } from '#client/selection/text-index.ts'
import type { Annotation } from '#domain/annotation.ts'

/**
 * Parts annotations into those whose quote stands at its place in the text on this page, and those that this text has lost.
 * @param index null while the browser has not read the text yet: then the revision decides
 * @returns both in the order of the text
 */
export function sortStanding(
  annotations: readonly Annotation[],
  index: TextIndex | null,
  revision: string,
): { standing: Annotation[]; lost: Annotation[] } {
  const stands = ({ exact, start, chapterRevision }: Annotation) =>
    index ? index.text.startsWith(exact, start) : chapterRevision === revision
  const ordered = [...annotations].sort((a, b) => a.start - b.start || b.end - a.end || a.createdAt.localeCompare(b.createdAt))
  return { standing: ordered.filter(stands), lost: ordered.filter((annotation) => !stands(annotation)) }
}

/** Whether a note speaks for itself in the margin. A mark without words and without replies is shown only when it is clicked. */
export function hasWords(annotation: Annotation, replies: number): boolean {
  return annotation.deleted || annotation.body !== '' || replies > 0
}
