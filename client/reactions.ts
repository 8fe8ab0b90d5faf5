import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { changeTalk, refreshTalk, type TalkNoun, type TalkPlace } from '#client/talk-cache.ts'
import { ANNOTATIONS, ANSWERS, COMMENTS } from '#client/talk-nouns.ts'
import type { Reaction, ReactionKind } from '#domain/reaction.ts'
import type { AboutSaying } from '#domain/saying.ts'

type Input = { kind: ReactionKind; on: boolean }
type Reacted = { id: string; version: number; reactions: Reaction[] }

/** Reacts to a note, a comment or an answer, or takes it back. */
export function useReact({ groupId, chapter }: TalkPlace, { noun, id }: Pick<AboutSaying, 'noun' | 'id'>) {
  const client = useQueryClient()
  const place = { groupId, chapter }
  const kept = { annotation: ANNOTATIONS, comment: COMMENTS, answer: ANSWERS }[noun] as unknown as TalkNoun<Reacted>
  return useMutation({
    mutationFn: (input: Input) => ask<Reaction[]>('PUT', `/api/groups/${groupId}/reactions`, { ...input, noun, id }),
    onSuccess: (reactions) => {
      const known = client.getQueryData<Reacted[]>(kept.key(groupId, chapter))?.find((item) => item.id === id)
      if (known) changeTalk(client, kept, place, id, { ...known, reactions })
    },
    // A refusal tells that it is gone, or somewhere else.
    onError: () => void refreshTalk(client, kept, place, id),
  })
}
