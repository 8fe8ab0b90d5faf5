/**
 * Where somebody stopped in each chapter of one guide: the chapter's address → the name of the paragraph; and the chapter read last.
 * Kept on this device only. Earlier programs kept the names as numbers.
 */
export type ReadingPosition = { last: string; paragraphs: Record<string, string | number> }

function keyOf(guide: string): string {
  return `reading:${guide}`
}

/** @returns null when nothing was read here, or storage is forbidden */
export function findPosition(guide: string): ReadingPosition | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(guide)) ?? 'null')
    return isPosition(kept) ? kept : null
  } catch {
    return null
  }
}

function isPosition(kept: unknown): kept is ReadingPosition {
  return typeof kept === 'object' && kept !== null && 'last' in kept && 'paragraphs' in kept && typeof kept.paragraphs === 'object'
}

/** Keeps the paragraph at which the reader is. */
export function updatePosition(guide: string, chapter: string, paragraph: string): void {
  const paragraphs = { ...findPosition(guide)?.paragraphs, [chapter]: paragraph }
  try {
    localStorage.setItem(keyOf(guide), JSON.stringify({ last: chapter, paragraphs } satisfies ReadingPosition))
  } catch {
    // Storage is full or forbidden: reading goes on without a bookmark.
  }
}
