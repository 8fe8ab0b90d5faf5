import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { resolutionsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { TalkPlace } from '#client/talk-cache.ts'
import type { Resolution, ThreadSubject } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'

const path = (groupId: string) => `/api/groups/${groupId}/resolutions`

/** Who said of a thread that the group is done with it, and when; undefined while it is open. */
export function useResolution(place: TalkPlace, subject: ThreadSubject): Resolution | undefined {
  const id = subjectIdOf(subject)
  return useQuery({ ...resolutionsQuery(place), select: (all) => all.find((each) => subjectIdOf(each.subject) === id) }).data
}

/** Marks a thread as resolved, or opens it again. */
export function useUpdateResolution({ groupId, chapter }: TalkPlace, subject: ThreadSubject) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (resolved: boolean) => ask<Resolution[]>('PUT', path(groupId), { chapter, subject, resolved }),
    onSuccess: (all) => client.setQueryData(keys.resolutions(groupId, chapter), all),
  })
}
