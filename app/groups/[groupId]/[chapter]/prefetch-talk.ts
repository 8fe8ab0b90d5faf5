import { QueryClient } from '@tanstack/react-query'
import { askedQuestionsQuery, editionQuery, groupAnswersQuery, resolutionsQuery, talkQuery, unclearQuery } from '#client/queries.ts'
import type { Said, TalkNoun } from '#client/talk-cache.ts'
import { ANNOTATIONS, ANSWERS, COMMENTS, GROUP_QUESTIONS } from '#client/talk-nouns.ts'
import type { InChapter } from '#domain/group.ts'
import { type ListInChapter, type Page, WITH_PAGE } from '#domain/page.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireEdition } from '#server/editions/changes.ts'
import { presentMoment } from '#server/live/hub.ts'
import { listAnnotations } from '#server/talk/annotations.ts'
import { listAnswers } from '#server/talk/answers.ts'
import { listAskedQuestions } from '#server/talk/asked-questions.ts'
import { findKinds } from '#server/talk/chapter-talk.ts'
import { listComments } from '#server/talk/comments.ts'
import { listGroupAnswers } from '#server/talk/group-answers.ts'
import { listGroupQuestions } from '#server/talk/group-questions.ts'
import { listResolutions } from '#server/talk/resolutions.ts'
import { listUnclear } from '#server/talk/unclear.ts'

type List<Item> = (viewer: Viewer, input: ListInChapter) => Promise<Page<Item>>

/**
 * What the group says on a chapter, to come with its page. Of lists too long for that the browser asks itself.
 * @returns it, and the moment that it is of at the least
 */
export async function prefetchTalk(viewer: Viewer, place: InChapter): Promise<{ client: QueryClient; madeAt: string | null }> {
  const madeAt = presentMoment()
  const client = new QueryClient()
  const prefetch = async <Item extends Said>(noun: TalkNoun<Item>, list: List<Item>) => {
    const { items, next } = await list(viewer, { ...place, cursor: null, limit: WITH_PAGE })
    if (!next) client.setQueryData(talkQuery(noun, place).queryKey, items)
  }
  const has = await findKinds(place)
  const none = async () => ({ items: [], next: null })
  await Promise.all([
    prefetch(ANNOTATIONS, (viewer, input) => listAnnotations(viewer, { ...input, order: 'position' })),
    prefetch(COMMENTS, listComments),
    prefetch(ANSWERS, has.answers ? listAnswers : none),
    prefetch(GROUP_QUESTIONS, has.questions ? listGroupQuestions : none),
    client.prefetchQuery({ ...resolutionsQuery(place), queryFn: () => (has.resolutions ? listResolutions(viewer, place) : []) }),
    client.prefetchQuery({ ...editionQuery(place), queryFn: () => requireEdition(viewer, place) }),
    client.prefetchQuery({ ...askedQuestionsQuery(place), queryFn: () => listAskedQuestions(viewer, place) }),
    client.prefetchQuery({ ...groupAnswersQuery(place), queryFn: () => (has.groupAnswers ? listGroupAnswers(viewer, place) : []) }),
    client.prefetchQuery({ ...unclearQuery(place), queryFn: () => (has.unclear ? listUnclear(viewer, place) : []) }),
  ])
  return { client, madeAt }
}
