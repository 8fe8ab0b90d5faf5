import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import { changeTalk, refreshTalk, type TalkPlace, talkPath } from '#client/talk-cache.ts'
import { GROUP_QUESTIONS } from '#client/talk-nouns.ts'
import type { CreateGroupQuestion, DecideGroupQuestion, GroupQuestion, UpdateGroupQuestion } from '#domain/group-question.ts'

type New = Omit<CreateGroupQuestion, 'groupId' | 'chapter' | 'id'> & { id?: string }
type Decision = Omit<DecideGroupQuestion, 'groupId' | 'reason'> & { reason?: string }

export const useGroupQuestions = (place: TalkPlace) => useTalk(GROUP_QUESTIONS, place)
export const useCreateGroupQuestion = (place: TalkPlace) => useCreateTalk<GroupQuestion, New>(GROUP_QUESTIONS, place)
export const useUpdateGroupQuestion = (place: TalkPlace) =>
  useUpdateTalk(GROUP_QUESTIONS, place, ({ groupQuestionId }: Omit<UpdateGroupQuestion, 'groupId'>) => groupQuestionId)
export const useRemoveGroupQuestion = (place: TalkPlace) => useRemoveTalk(GROUP_QUESTIONS, place)
export const useRestoreGroupQuestion = (place: TalkPlace) => useRestoreTalk(GROUP_QUESTIONS, place)

/** Says that one would like the group to discuss a suggestion, or takes that back. */
export function useVoteForQuestion({ groupId, chapter }: TalkPlace, groupQuestionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (on: boolean) => ask<GroupQuestion>('PUT', `${talkPath(GROUP_QUESTIONS, groupId, groupQuestionId)}/vote`, { on }),
    onSuccess: (item) => changeTalk(client, GROUP_QUESTIONS, { groupId, chapter }, item.id, item),
    onError: () => void refreshTalk(client, GROUP_QUESTIONS, { groupId, chapter }, groupQuestionId),
  })
}

/** Accepts, declines or takes up again what a member suggested. */
export function useDecideGroupQuestion({ groupId, chapter }: TalkPlace): UseMutationResult<GroupQuestion, Error, Decision> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ groupQuestionId, ...decision }: Decision) =>
      ask<GroupQuestion>('PUT', `${talkPath(GROUP_QUESTIONS, groupId, groupQuestionId)}/decision`, decision),
    onSuccess: (item) => changeTalk(client, GROUP_QUESTIONS, { groupId, chapter }, item.id, item),
    // A refusal tells that something newer stands there.
    onError: (_error, { groupQuestionId }) => void refreshTalk(client, GROUP_QUESTIONS, { groupId, chapter }, groupQuestionId),
  })
}
