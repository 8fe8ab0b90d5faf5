import { useAccount } from '#client/accounts.ts'
import { useCreateTalk, useRemoveTalk, useRestoreTalk, useTalk, useUpdateTalk } from '#client/talk.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import { ANNOTATIONS } from '#client/talk-nouns.ts'
import type { Annotation, CreateAnnotation, UpdateAnnotation } from '#domain/annotation.ts'
import { settleMotivation } from '#domain/motivation.ts'
import { plainHtml } from '#domain/plain-html.ts'

type Optional = 'id' | 'motivation' | 'tags'
type New = Omit<CreateAnnotation, 'groupId' | 'chapter' | Optional> & Partial<Pick<CreateAnnotation, Optional>>

export const useAnnotations = (place: TalkPlace) => useTalk(ANNOTATIONS, place)
export const useUpdateAnnotation = (place: TalkPlace) =>
  useUpdateTalk(ANNOTATIONS, place, ({ annotationId }: Omit<UpdateAnnotation, 'groupId'>) => annotationId)
export const useRemoveAnnotation = (place: TalkPlace) => useRemoveTalk(ANNOTATIONS, place)
export const useRestoreAnnotation = (place: TalkPlace) => useRestoreTalk(ANNOTATIONS, place)

/** Marks a passage. It shows at once; nothing can be done with it until the server has it. */
export function useCreateAnnotation(place: TalkPlace & { viewerId: string }) {
  const account = useAccount()
  return useCreateTalk(ANNOTATIONS, place, (input: New, id): Annotation => {
    const { chapterRevision, start, end, exact, visibility, body, motivation = 'highlighting', tags = [] } = input
    return {
      id,
      chapter: place.chapter,
      chapterRevision,
      start,
      end,
      exact,
      lost: false,
      creator: { id: place.viewerId, name: account?.name ?? 'You' },
      visibility,
      motivation: settleMotivation(motivation, body),
      tags,
      body,
      // Until the server has rendered the Markdown, its marks are shown as typed.
      html: plainHtml(body),
      version: 0,
      createdAt: new Date().toISOString(),
      edited: false,
      deleted: false,
      waits: false,
      unread: false,
      can: { edit: false, remove: false, restore: false },
      reactions: [],
    }
  })
}
