'use client'

import { useEffect, useEffectEvent } from 'react'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { PASSAGE_FRAGMENT } from '#domain/anchoring/passage-fragment.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Answer } from '#domain/answer.ts'
import type { Comment } from '#domain/thread.ts'
import * as say from '#messages/answers.ts'

/** Opens what the page's address names: a note (`#annotation-<id>`), a thread (`#comment-<id>`), an answer (`#answer-<id>`), words of the text (`#passage=…`). */
export function useAddress(annotations: readonly Annotation[], comments: readonly Comment[], answers: readonly Answer[]): void {
  const { article } = useChapterPage()
  const { known } = useNotes()
  const { open, showPassage } = useOpenedNotes()
  const { goToQuestion } = useUnreadTour()
  const toast = useToast()
  const followPassage = useEffectEvent(async (fragment: string, reveal: true | 'arrive') => {
    const { findLinkedPassage } = await import('#domain/anchoring/find-linked-passage.ts')
    const passage = article && findLinkedPassage(article.index.text, fragment)
    if (passage) showPassage(passage, reveal)
    else toast('The words that this link leads to are not in the chapter any more.')
  })
  const follow = useEffectEvent((reveal: true | 'arrive') => {
    if (location.hash.startsWith(PASSAGE_FRAGMENT)) {
      followPassage(location.hash, reveal).catch(() => toast('The connection failed. Reload the page to be led to the words of this link.'))
      return
    }
    const [, noun, id] = /^#(annotation|comment|answer)-(.+)$/.exec(location.hash) ?? []
    if (!noun || !id) return
    const questionOf = (answerId: string) => answers.find((answer) => answer.id === answerId)?.questionId
    const subject = comments.find((comment) => comment.id === id)?.subject
    if (noun === 'annotation' && annotations.some((annotation) => annotation.id === id)) open([id], { focus: true, reveal })
    else if (noun === 'comment' && subject?.kind === 'annotation') open([subject.annotationId], { focus: true, reveal })
    else if (noun === 'comment' && subject?.kind === 'question') goToQuestion(subject.questionId)
    else if (subject?.kind === 'answer' || noun === 'answer') {
      const questionId = questionOf(subject?.kind === 'answer' ? subject.answerId : id)
      if (questionId) goToQuestion(questionId)
      else toast(say.linkClosed())
    } else toast('What this link leads to was deleted, or only its writer can see it.')
  })
  const ready = known && article !== null
  useEffect(() => {
    if (!ready) return
    const onChange = () => follow(true)
    follow('arrive')
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [ready])
}
