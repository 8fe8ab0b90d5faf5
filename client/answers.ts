import { keys } from '#client/query-keys.ts'
import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import { byTime, type TalkNoun, type TalkPlace } from '#client/talk-cache.ts'
import type { Answer, CreateAnswer, UpdateAnswer } from '#domain/answer.ts'

/** Oldest first, those to all questions of the chapter. */
export const ANSWERS: TalkNoun<Answer> = { segment: 'answers', key: keys.answers, compare: byTime }

type New = Omit<CreateAnswer, 'groupId' | 'chapter' | 'id'> & { id?: string }

export const useAnswers = (place: TalkPlace) => useTalk(ANSWERS, place)
export const useCreateAnswer = (place: TalkPlace) => useCreateTalk<Answer, New>(ANSWERS, place)
export const useUpdateAnswer = (place: TalkPlace) =>
  useUpdateTalk(ANSWERS, place, ({ answerId }: Omit<UpdateAnswer, 'groupId'>) => answerId)
export const useRemoveAnswer = (place: TalkPlace) => useRemoveTalk(ANSWERS, place)
export const useRestoreAnswer = (place: TalkPlace) => useRestoreTalk(ANSWERS, place)
