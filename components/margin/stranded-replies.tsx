'use client'

import { copyText } from '#client/copy.ts'
import { useDraft } from '#client/draft.ts'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useReplyDrafts } from '#components/threads/reply-drafts.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** Replies that the reader had begun to notes and comments which were deleted since: there is no field any more that shows them. */
export function StrandedReplies() {
  const { known, standing, lost, commentsOn } = useNotes()
  const begun = useReplyDrafts(useTalkPlace())
  if (!known || begun.length === 0) return null
  const isThere = (noteId: string) => [standing, lost].some((notes) => notes.some(({ id }) => id === noteId))
  const stranded = begun.filter(
    ({ subjectKind, subjectId, parentId }) =>
      (subjectKind === 'annotation' && !isThere(subjectId)) || (parentId && !commentsOn(subjectId).some(({ id }) => id === parentId)),
  )
  if (stranded.length === 0) return null
  return (
    <section aria-labelledby="stranded-replies-title" className="mt-6">
      <h3 id="stranded-replies-title">Replies that were not sent</h3>
      <p className="mt-1 text-muted text-sm">What they replied to was deleted. This device keeps them until you discard them.</p>
      <ul className="mt-2 space-y-2">
        {stranded.map(({ name }) => (
          <StrandedReply key={name} name={name} />
        ))}
      </ul>
    </section>
  )
}

function StrandedReply({ name }: { name: string }) {
  const { text, setText, clear } = useDraft(name)
  const toast = useToast()
  const copy = async () => toast((await copyText(text)) ? 'Your words are copied.' : 'Your browser doesn’t let us copy.')
  const discard = () => {
    clear()
    toast('What you typed is discarded.', { label: 'Undo', run: () => setText(text) })
  }
  return (
    <li className="card">
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {text}
      </p>
      <div className="-ms-2.5 mt-1 flex flex-wrap">
        <Button variant="plain" size="small" onClick={copy}>
          Copy
        </Button>
        <Button variant="plain" size="small" onClick={discard}>
          Discard
        </Button>
      </div>
    </li>
  )
}
