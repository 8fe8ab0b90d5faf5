import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ask } from '#client/http.ts'
import { newId } from '#client/new-id.ts'
import { talkQuery } from '#client/queries.ts'
import { changeTalk, dropTalk, refreshTalk, type Said, type TalkNoun, type TalkPlace, talkPath } from '#client/talk-cache.ts'
import { Problem } from '#domain/problem.ts'

/** How a list says that nothing is known yet: always the same empty list, so that nothing is drawn again for it. */
const NOTHING: never[] = []

/** Everything of one kind that was said about a chapter; empty until it has come. */
export function useTalk<Item extends Said>(noun: TalkNoun<Item>, place: TalkPlace): Item[] {
  return useQuery(talkQuery(noun, place)).data ?? NOTHING
}

/** Whether a list of `useTalk` has come; until then it is empty. */
export const isKnown = (items: readonly unknown[]): boolean => items !== NOTHING

/**
 * Says something new. The same words sent again keep their id until they are saved, so that a lost answer makes no double;
 * the caller may bring the id.
 * @param preview the row to show before the server has answered; it goes again when the server refuses
 */
export function useCreateTalk<Item extends Said, Input extends { id?: string }>(
  noun: TalkNoun<Item>,
  { groupId, chapter }: TalkPlace,
  preview?: (input: Input, id: string) => Item,
): UseMutationResult<Item, Error, Input> {
  const client = useQueryClient()
  const unsaved = useRef<{ words: string; id: string } | null>(null)
  const idOf = (input: Input): string => {
    const words = JSON.stringify(input)
    if (unsaved.current?.words !== words) unsaved.current = { words, id: input.id ?? newId() }
    return unsaved.current.id
  }
  return useMutation({
    mutationFn: (input: Input) => ask<Item>('POST', talkPath(noun, groupId), { ...input, id: idOf(input), chapter }),
    onMutate: (input) => {
      const id = idOf(input)
      if (preview) changeTalk(client, noun, { groupId, chapter }, id, preview(input, id))
      return { id }
    },
    onSuccess: (item) => {
      unsaved.current = null
      changeTalk(client, noun, { groupId, chapter }, item.id, item)
    },
    onError: (error, _input, sent) => {
      if (!preview || !sent) return
      changeTalk(client, noun, { groupId, chapter }, sent.id, null)
      if (mayBeSaved(error)) void refreshTalk(client, noun, { groupId, chapter }, sent.id)
    },
  })
}

/** Whether a create that failed may have been saved: only its answer was lost, or it was saved before with other words. */
function mayBeSaved(error: Error): boolean {
  if (!(error instanceof Problem) || error.kind === 'unavailable') return true
  return error.kind === 'conflict' && error.extra.reload !== true
}

/** Changes what somebody said, from the version that they saw. */
export function useUpdateTalk<Item extends Said, Input extends object>(
  noun: TalkNoun<Item>,
  { groupId, chapter }: TalkPlace,
  idOf: (input: Input) => string,
): UseMutationResult<Item, Error, Input> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => ask<Item>('PATCH', talkPath(noun, groupId, idOf(input)), input),
    onSuccess: (item) => changeTalk(client, noun, { groupId, chapter }, item.id, item),
    // A refusal tells that something newer stands there.
    onError: (_error, input) => void refreshTalk(client, noun, { groupId, chapter }, idOf(input)),
  })
}

/** Takes back what somebody said, by id. What stays in its place, if anything, comes with the server's answer. */
export function useRemoveTalk<Item extends Said>(
  noun: TalkNoun<Item>,
  { groupId, chapter }: TalkPlace,
): UseMutationResult<Item | undefined, Error, string> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => ask<Item | undefined>('DELETE', talkPath(noun, groupId, id)),
    onSuccess: (stays, id) => {
      if (stays) changeTalk(client, noun, { groupId, chapter }, id, stays)
      else dropTalk(client, noun, { groupId, chapter }, id)
    },
  })
}

/** Brings back what was deleted, by id. */
export function useRestoreTalk<Item extends Said>(
  noun: TalkNoun<Item>,
  { groupId, chapter }: TalkPlace,
): UseMutationResult<Item, Error, string> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => ask<Item>('POST', `${talkPath(noun, groupId, id)}/restore`),
    onSuccess: (item) => changeTalk(client, noun, { groupId, chapter }, item.id, item),
  })
}
