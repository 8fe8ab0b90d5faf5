import type { ChapterChanges } from '#domain/change.ts'

/** How many of these notes wait for somebody to decide or to acknowledge. */
export function countWaiting(chapters: readonly ChapterChanges[]): number {
  return chapters.reduce((sum, { found, foundSame, changed, lost, decided }) => {
    return sum + foundSame + found.filter(({ same }) => !same).length + changed.length + lost.length + decided.length
  }, 0)
}
