'use client'

import { useEffect, useEffectEvent } from 'react'
import type { Notes } from '#components/annotations/notes-context.tsx'
import type { Article } from '#components/annotations/use-article.ts'
import { useToast } from '#components/ui/toast.tsx'
import type { Annotation } from '#domain/annotation.ts'
import type { Comment } from '#domain/thread.ts'

/** Opens the note or the thread that the page's address names: `#annotation-<id>`, `#comment-<id>`. */
export function useAddress(
  article: Article | null,
  annotations: readonly Annotation[],
  comments: readonly Comment[],
  open: Notes['open'],
  goToQuestion: (questionId: string) => void,
): void {
  const toast = useToast()
  const follow = useEffectEvent(() => {
    const [, noun, id] = /^#(annotation|comment)-(.+)$/.exec(location.hash) ?? []
    if (!noun || !id) return
    const subject = comments.find((comment) => comment.id === id)?.subject
    if (noun === 'annotation' && annotations.some((annotation) => annotation.id === id)) open([id], { focus: true, reveal: true })
    else if (noun === 'comment' && subject?.kind === 'annotation') open([subject.annotationId], { focus: true, reveal: true })
    else if (noun === 'comment' && subject?.kind === 'question') goToQuestion(subject.questionId)
    else toast('What this link leads to was deleted, or only its writer can see it.')
  })
  const ready = article !== null
  useEffect(() => {
    if (!ready) return
    const onChange = () => follow()
    follow()
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [ready])
}
