import { QueryClient } from '@tanstack/react-query'
import { preload } from 'react-dom'
import { askedQuestionsQuery, editionQuery, groupAnswersQuery, resolutionsQuery, talkQuery, unclearQuery } from '#client/queries.ts'
import { listAddress, type Said, type TalkNoun } from '#client/talk-cache.ts'
import { ANNOTATIONS, ANSWERS, COMMENTS, GROUP_QUESTIONS } from '#client/talk-nouns.ts'
import type { InChapter } from '#domain/group.ts'
import { type ListInChapter, type Page, WITH_PAGE } from '#domain/page.ts'
import type { Comment } from '#domain/thread.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { requireEdition } from '#server/editions/changes.ts'
import { presentMoment } from '#server/live/hub.ts'
import { listAnswers } from '#server/talk/answers.ts'
import { listAskedQuestions } from '#server/talk/asked-questions.ts'
import { findKinds } from '#server/talk/chapter-talk.ts'
import { listBelowQuestions } from '#server/talk/comments.ts'
import { listGroupAnswers } from '#server/talk/group-answers.ts'
import { listGroupQuestions } from '#server/talk/group-questions.ts'
import { listResolutions } from '#server/talk/resolutions.ts'
import { listUnclear } from '#server/talk/unclear.ts'

type List<Item> = (viewer: Viewer, input: ListInChapter) => Promise<Page<Item>>

/** What comes with a chapter: the `client` holds whole lists, `replies` is what was said on questions and answers; all of it is of `madeAt` at the least. */
type Brought = { client: QueryClient; replies: Comment[]; madeAt: string | null }

/**
 * What the group says on a chapter as far as it stands in its page, between its questions. Notes and what was said on them the browser fetches
 * itself, as it does lists that are too long.
 */
export async function prefetchTalk(viewer: Viewer, place: InChapter): Promise<Brought> {
  const madeAt = presentMoment()
  beginLists(viewer, place)
  const client = new QueryClient()
  const prefetch = async <Item extends Said>(noun: TalkNoun<Item>, list: List<Item>) => {
    const { items, next } = await list(viewer, { ...place, cursor: null, limit: WITH_PAGE })
    if (!next) client.setQueryData(talkQuery(noun, place).queryKey, items)
  }
  const has = await findKinds(place)
  const none = async () => ({ items: [], next: null })
  const [replies] = await Promise.all([
    has.said ? listBelowQuestions(viewer, { ...place, cursor: null, limit: WITH_PAGE }) : none(),
    prefetch(ANSWERS, has.answers ? listAnswers : none),
    prefetch(GROUP_QUESTIONS, has.questions ? listGroupQuestions : none),
    client.prefetchQuery({ ...resolutionsQuery(place), queryFn: () => (has.resolutions ? listResolutions(viewer, place) : []) }),
    client.prefetchQuery({ ...editionQuery(place), queryFn: () => requireEdition(viewer, place) }),
    client.prefetchQuery({ ...askedQuestionsQuery(place), queryFn: () => listAskedQuestions(viewer, place) }),
    client.prefetchQuery({ ...groupAnswersQuery(place), queryFn: () => (has.groupAnswers ? listGroupAnswers(viewer, place) : []) }),
    client.prefetchQuery({ ...unclearQuery(place), queryFn: () => (has.unclear ? listUnclear(viewer, place) : []) }),
  ])
  return { client, replies: replies.items, madeAt }
}

/** Has the browser ask for the notes and all replies as soon as the head of the page has come, and not only once its scripts run. */
function beginLists(viewer: Viewer, place: InChapter): void {
  for (const noun of [ANNOTATIONS, COMMENTS])
    preload(listAddress(noun, place, accountOf(viewer)), { as: 'fetch', crossOrigin: 'anonymous' })
}
