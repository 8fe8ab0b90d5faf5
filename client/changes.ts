import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { annotationQuery, changesQuery, editionQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { AcceptFound, Changes, DecideChange, Edition } from '#domain/change.ts'

const path = (groupId: string) => `/api/groups/${groupId}/changes`

/** Every list that shows where a note stands is fetched anew. */
const refresh = (client: QueryClient, groupId: string) =>
  Promise.all(['change', 'edition', 'annotation'].map((noun) => client.invalidateQueries({ queryKey: [...keys.group(groupId), noun] })))

/**
 * What edits of the texts did to notes.
 * @param initial what the page came with
 */
export function useChanges(groupId: string, initial: Changes): Changes {
  return usePageAnswer(changesQuery(groupId), initial)
}

/** Which text of a chapter is the latest, and which notes of the reader wait; undefined while it is not known. */
export function useEdition(place: TalkPlace): Edition | undefined {
  return useQuery(editionQuery(place)).data
}

type Decision = DecideChange extends infer Each ? (Each extends DecideChange ? Omit<Each, 'groupId'> : never) : never

/** Decides about a note; the id makes a repeat harmless. After a refusal the lists are fetched too: something newer stands there. */
export function useDecideChange(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision) => ask<void>('POST', path(groupId), decision),
    onSettled: () => refresh(client, groupId),
  })
}

/** Moves all notes of a chapter that is gone whose words stand elsewhere word for word. The server does some hundred at a time. */
export function useAcceptFound(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: Omit<AcceptFound, 'groupId' | 'after'>) => {
      let after: string | null = null
      do {
        const done: { next: string | null } = await ask('POST', `${path(groupId)}/found`, { ...input, ...(after && { after }) })
        after = done.next
      } while (after)
    },
    onSettled: () => refresh(client, groupId),
  })
}

/**
 * One note that is not among those of the chapter at hand: its own chapter is gone.
 * @param annotationId null when it is at hand
 * @returns undefined while it is on its way, null when there is none
 */
export function useNoteElsewhere(groupId: string, annotationId: string | null): Annotation | null | undefined {
  const query = annotationQuery(groupId, annotationId ?? '')
  const { data, isError } = useQuery({ ...query, enabled: annotationId !== null, retry: false })
  return isError ? null : data
}

/** Takes a decision back, by its id. */
export function useUndoDecision(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changeId: string) => ask<void>('DELETE', `${path(groupId)}/${changeId}`),
    onSettled: () => refresh(client, groupId),
  })
}

/** Acknowledges what somebody else decided about one's own note. */
export function useAcknowledgeDecision(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changeId: string) => ask<void>('PUT', `${path(groupId)}/${changeId}/acknowledgement`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.changes(groupId) }),
  })
}
