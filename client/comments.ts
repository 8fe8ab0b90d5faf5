import { keys } from '#client/query-keys.ts'
import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import { byTime, type TalkNoun, type TalkPlace } from '#client/talk-cache.ts'
import type { Comment, CreateComment, UpdateComment } from '#domain/thread.ts'

/** Oldest first, those of all threads of the chapter. */
export const COMMENTS: TalkNoun<Comment> = { segment: 'comments', key: keys.comments, together: true, compare: byTime }

type New = Omit<CreateComment, 'groupId' | 'chapter' | 'id'> & { id?: string }

export const useComments = (place: TalkPlace) => useTalk(COMMENTS, place)
export const useCreateComment = (place: TalkPlace) => useCreateTalk<Comment, New>(COMMENTS, place)
export const useUpdateComment = (place: TalkPlace) =>
  useUpdateTalk(COMMENTS, place, ({ commentId }: Omit<UpdateComment, 'groupId'>) => commentId)
export const useRemoveComment = (place: TalkPlace) => useRemoveTalk(COMMENTS, place)
export const useRestoreComment = (place: TalkPlace) => useRestoreTalk(COMMENTS, place)
