'use client'

import { useCreateAnnotation, useRemoveAnnotation } from '#client/annotations.ts'
import { copyText } from '#client/copy.ts'
import { OfflineError } from '#client/http.ts'
import { newId } from '#client/new-id.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'
import { describe } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { passageFragment } from '#domain/anchoring/passage-fragment.ts'
import { Problem } from '#domain/problem.ts'

/** Marks a passage for the group without words: highlighted, or with a "?". */
export function useMark(): (passage: Passage, motivation: 'highlighting' | 'questioning') => Promise<void> {
  const place = useTalkPlace()
  const { article } = useChapterPage()
  const create = useCreateAnnotation(place)
  const remove = useRemoveAnnotation(place)
  const toast = useToast()
  const tellFailure = useTellFailure()
  const tell = (failure: unknown) => {
    // The page as a whole says who is signed in by now.
    if (failure instanceof Problem && (failure.kind === 'signed-out' || failure.kind === 'other-viewer')) return
    tellFailure(failure)
  }
  const mark = async (passage: Passage, motivation: 'highlighting' | 'questioning', id: string) => {
    if (!article) return
    const { revision = '' } = (article.index.root as HTMLElement).dataset
    const selectors = describe(article.index.text, passage)
    try {
      await create.mutateAsync({ id, chapterRevision: revision, visibility: 'GROUP', motivation, body: '', ...selectors })
      const done = motivation === 'questioning' ? 'Marked with a “?” for the group.' : 'Highlighted for the group.'
      toast(done, { label: 'Undo', run: () => void remove.mutateAsync(id).catch(tell) })
    } catch (failure) {
      // The words are not selected any more: nobody has to find them again. The same id, should only the answer have been lost.
      const again = { label: 'Try again', run: () => void mark(passage, motivation, id) }
      if (failure instanceof OfflineError) toast('The connection failed: these words are not marked.', again)
      else tell(failure)
    }
  }
  return (passage, motivation) => mark(passage, motivation, newId())
}

/** Copies the address of a passage. It is found again by its words when the chapter is edited; no mark is made. */
export function useCopyLink(): (passage: Passage) => Promise<void> {
  const { article } = useChapterPage()
  const toast = useToast()
  return async (passage) => {
    if (!article) return
    const address = `${location.origin}${location.pathname}${passageFragment(describe(article.index.text, passage))}`
    toast((await copyText(address)) ? 'The link to these words is copied.' : `Your browser doesn’t let us copy. The link is: ${address}`)
  }
}
