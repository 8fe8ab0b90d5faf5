import type { ChapterChanges } from '#domain/change.ts'

/** How many of these notes wait for somebody to decide or to take note. */
export function countWaiting(chapters: readonly ChapterChanges[]): number {
  return chapters.reduce((sum, { changed, lost, decided }) => sum + changed.length + lost.length + decided.length, 0)
}
