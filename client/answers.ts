import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { askedQuestionsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import { ANSWERS } from '#client/talk-nouns.ts'
import type { Answer, CreateAnswer, UpdateAnswer } from '#domain/answer.ts'
import type { Answering, AskedQuestion, RevealAnswers, UpdateAnswering } from '#domain/asked-question.ts'

type New = Omit<CreateAnswer, 'groupId' | 'chapter' | 'id'> & { id?: string }

export const useAnswers = (place: TalkPlace) => useTalk(ANSWERS, place)
export const useCreateAnswer = (place: TalkPlace) => useCreateTalk<Answer, New>(ANSWERS, place)
export const useUpdateAnswer = (place: TalkPlace) =>
  useUpdateTalk(ANSWERS, place, ({ answerId }: Omit<UpdateAnswer, 'groupId'>) => answerId)
export const useRemoveAnswer = (place: TalkPlace) => useRemoveTalk(ANSWERS, place)
export const useRestoreAnswer = (place: TalkPlace) => useRestoreTalk(ANSWERS, place)

/** Fetches anew what one's own answer opens: those of others, and what is said about them. */
export function useOpenQuestion({ groupId, chapter }: TalkPlace): () => void {
  const client = useQueryClient()
  return () => {
    const opened = [keys.answers, keys.comments, keys.askedQuestions, keys.groupAnswers].map((key) => key(groupId, chapter))
    for (const queryKey of opened) void client.invalidateQueries({ queryKey })
  }
}

/** How the group answers, and how far it is with the questions of the chapter; undefined while it is not known. */
export function useAnswering(place: TalkPlace): Answering | undefined {
  return useQuery(askedQuestionsQuery(place)).data
}

/** How the group deals with one question, also with one that nobody has answered yet. */
export function askedQuestion({ answerFirst, questions }: Answering, questionId: string): AskedQuestion {
  const known = questions.find((question) => question.questionId === questionId)
  return known ?? { questionId, answered: 0, revealed: false, open: !answerFirst }
}

/** Shows the answers to a question to everybody, or goes back to answering first. */
export function useRevealAnswers({ groupId, chapter }: TalkPlace) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Pick<RevealAnswers, 'questionId' | 'revealed'>) =>
      ask<Answering>('PUT', `/api/groups/${groupId}/asked-questions`, { ...input, chapter }),
    onSuccess: (answering) => {
      client.setQueryData(keys.askedQuestions(groupId, chapter), answering)
      return client.invalidateQueries({ queryKey: keys.answers(groupId, chapter) })
    },
  })
}

export function useUpdateAnswering(groupId: string) {
  return useMutation({
    mutationFn: (input: Omit<UpdateAnswering, 'groupId'>) => ask<undefined>('PUT', `/api/groups/${groupId}/answering`, input),
  })
}
