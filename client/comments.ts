import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import { COMMENTS } from '#client/talk-nouns.ts'
import type { Comment, CreateComment, UpdateComment } from '#domain/thread.ts'

type New = Omit<CreateComment, 'groupId' | 'chapter' | 'id'> & { id?: string }

export const useComments = (place: TalkPlace) => useTalk(COMMENTS, place)
export const useCreateComment = (place: TalkPlace) => useCreateTalk<Comment, New>(COMMENTS, place)
export const useUpdateComment = (place: TalkPlace) =>
  useUpdateTalk(COMMENTS, place, ({ commentId }: Omit<UpdateComment, 'groupId'>) => commentId)
export const useRemoveComment = (place: TalkPlace) => useRemoveTalk(COMMENTS, place)
export const useRestoreComment = (place: TalkPlace) => useRestoreTalk(COMMENTS, place)
