import { useQuery } from '@tanstack/react-query'
import { textsQuery } from '#client/queries.ts'
import type { GuideItem } from '#domain/guide.ts'

/** The imported guides that whoever looks may read; undefined while they are not known. */
export function useTexts(): GuideItem[] | undefined {
  return useQuery(textsQuery()).data
}

/** Remembers how high the list of texts was, in pixels, so that home keeps its place free before it has come. */
export function rememberTexts(height: number): void {
  try {
    if (height > 0) localStorage.setItem('texts', String(Math.round(height)))
    else localStorage.removeItem('texts')
  } catch {
    // Storage is forbidden here: the place is not kept free, and that is all.
  }
}
