import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { unclearQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import type { UnclearParagraph, UpdateUnclear } from '#domain/unclear.ts'

const NONE: UnclearParagraph[] = []

/** The paragraphs that are unclear to the viewer, or to enough others. Others' marks show when the page is next looked at. */
export function useUnclear(place: TalkPlace): UnclearParagraph[] {
  return useQuery(unclearQuery(place)).data ?? NONE
}

/** Marks a paragraph as unclear, or takes the viewer's mark back. */
export function useUpdateUnclear({
  groupId,
  chapter,
}: TalkPlace): UseMutationResult<UnclearParagraph, Error, Omit<UpdateUnclear, 'groupId' | 'chapter'>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input) => ask<UnclearParagraph>('PUT', `/api/groups/${groupId}/unclear`, { ...input, chapter }),
    onSuccess: async (changed) => {
      const queryKey = keys.unclear(groupId, chapter)
      // A list that is on its way was asked for before this: it would take the mark away again.
      const isOnItsWay = client.isFetching({ queryKey }) > 0
      await client.cancelQueries({ queryKey })
      client.setQueryData<UnclearParagraph[]>(queryKey, (known = NONE) => [
        ...known.filter(({ paragraph }) => paragraph !== changed.paragraph),
        ...(changed.mine || changed.step > 0 ? [changed] : []),
      ])
      if (isOnItsWay) void client.invalidateQueries({ queryKey })
    },
  })
}
