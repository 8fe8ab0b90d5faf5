import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { GuideItem } from '#domain/guide.ts'

/** The imported guides that whoever looks may read; undefined while they are not known. */
export function useTexts(): GuideItem[] | undefined {
  return useQuery({ queryKey: keys.texts, queryFn: ({ signal }) => ask<GuideItem[]>('GET', '/api/texts', undefined, signal) }).data
}
