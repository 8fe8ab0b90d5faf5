import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { newId } from '#client/new-id.ts'
import { groupAnswersQuery, historyQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import type {
  AppendTextUpdate,
  GroupAnswer,
  GroupAnswerHistory,
  ProposeVersion,
  TakePosition,
  TakeStep,
  TextNews,
} from '#domain/group-answer.ts'

const NOTHING: GroupAnswer[] = []
const pathOf = (groupId: string, id?: string) => `/api/groups/${groupId}/group-answers${id ? `/${id}` : ''}`

/** The group's answers to the chapter's questions, as far as the viewer sees them. */
export function useGroupAnswers(place: TalkPlace): GroupAnswer[] {
  return useQuery(groupAnswersQuery(place)).data ?? NOTHING
}

/** Changes a group's answer; what it has become is shown at once. */
function useChange<Input>(
  { groupId, chapter }: TalkPlace,
  change: (input: Input) => Promise<GroupAnswer>,
): UseMutationResult<GroupAnswer, Error, Input> {
  const client = useQueryClient()
  const queryKey = keys.groupAnswers(groupId, chapter)
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      client.setQueryData<GroupAnswer[]>(queryKey, (list = []) => [...list.filter(({ id }) => id !== answer.id), answer])
      return client.invalidateQueries({ queryKey: keys.groupAnswerHistory(groupId, answer.id) })
    },
    // A refusal tells that it stands elsewhere by now.
    onError: () => client.invalidateQueries({ queryKey }),
  })
}

type Sent<Input> = Omit<Input, 'groupId' | 'id'>

export const useCreateGroupAnswer = (place: TalkPlace) =>
  useChange(place, (questionId: string) =>
    ask<GroupAnswer>('POST', pathOf(place.groupId), { id: newId(), chapter: place.chapter, questionId }),
  )
export const useProposeVersion = (place: TalkPlace) =>
  useChange(place, ({ groupAnswerId, body }: Sent<ProposeVersion>) =>
    ask<GroupAnswer>('POST', `${pathOf(place.groupId, groupAnswerId)}/versions`, { id: newId(), body }),
  )
export const useTakePosition = (place: TalkPlace) =>
  useChange(place, ({ groupAnswerId, ...position }: Sent<TakePosition>) =>
    ask<GroupAnswer>('PUT', `${pathOf(place.groupId, groupAnswerId)}/position`, { id: newId(), ...position }),
  )
export const useTakeStep = (place: TalkPlace) =>
  useChange(place, ({ groupAnswerId, ...step }: Sent<TakeStep>) =>
    ask<GroupAnswer>('POST', `${pathOf(place.groupId, groupAnswerId)}/steps`, { id: newId(), ...step }),
  )

/** Every version, position and step; undefined until they have come. */
export function useGroupAnswerHistory({ groupId }: TalkPlace, groupAnswerId: string): GroupAnswerHistory | undefined {
  return useQuery(historyQuery(groupId, groupAnswerId)).data
}

/** The server's side of a shared text. */
export const textRoute = (groupId: string, groupAnswerId: string) => ({
  pull: (after: number) => ask<TextNews>('GET', `${pathOf(groupId, groupAnswerId)}/updates?after=${after}`),
  push: (addition: Omit<AppendTextUpdate, 'groupId' | 'groupAnswerId'>) =>
    ask<TextNews>('POST', `${pathOf(groupId, groupAnswerId)}/updates`, addition),
})
