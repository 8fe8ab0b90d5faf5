import { QueryClient } from '@tanstack/react-query'
import { keys } from '#client/query-keys.ts'
import type { InChapter } from '#domain/group.ts'
import { type ListInChapter, type Page, WITH_PAGE } from '#domain/page.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireEdition } from '#server/editions/changes.ts'
import { listAnnotations } from '#server/talk/annotations.ts'
import { listAnswers } from '#server/talk/answers.ts'
import { listAskedQuestions } from '#server/talk/asked-questions.ts'
import { listComments } from '#server/talk/comments.ts'
import { listGroupAnswers } from '#server/talk/group-answers.ts'
import { listGroupQuestions } from '#server/talk/group-questions.ts'
import { listResolutions } from '#server/talk/resolutions.ts'
import { listUnclear } from '#server/talk/unclear.ts'

type List<Item> = (viewer: Viewer, input: ListInChapter) => Promise<Page<Item>>
type Keys = typeof keys.annotations | typeof keys.comments | typeof keys.answers | typeof keys.groupQuestions

/** What the group says on a chapter, to come with its page. Of lists too long for that the browser asks itself. */
export async function prefetchTalk(viewer: Viewer, place: InChapter): Promise<QueryClient> {
  const { groupId, chapter } = place
  const client = new QueryClient()
  const prefetch = async <Item>(key: Keys, list: List<Item>) => {
    const { items, next } = await list(viewer, { ...place, cursor: null, limit: WITH_PAGE })
    if (!next) client.setQueryData(key(groupId, chapter), items)
  }
  await Promise.all([
    prefetch(keys.annotations, (viewer, input) => listAnnotations(viewer, { ...input, order: 'position' })),
    prefetch(keys.comments, listComments),
    prefetch(keys.answers, listAnswers),
    prefetch(keys.groupQuestions, listGroupQuestions),
    client.prefetchQuery({ queryKey: keys.resolutions(groupId, chapter), queryFn: () => listResolutions(viewer, place) }),
    client.prefetchQuery({ queryKey: keys.edition(groupId, chapter), queryFn: () => requireEdition(viewer, place) }),
    client.prefetchQuery({ queryKey: keys.askedQuestions(groupId, chapter), queryFn: () => listAskedQuestions(viewer, place) }),
    client.prefetchQuery({ queryKey: keys.groupAnswers(groupId, chapter), queryFn: () => listGroupAnswers(viewer, place) }),
    client.prefetchQuery({ queryKey: keys.unclear(groupId, chapter), queryFn: () => listUnclear(viewer, place) }),
  ])
  return client
}
