'use client'

import { useCreateComment } from '#client/comments.ts'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { replyDraft } from '#components/threads/reply-drafts.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { withHint } from '#components/threads/writing-hint.ts'
import { Button } from '#components/ui/button.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import type { ThreadSubject } from '#domain/thread.ts'
import * as say from '#messages/threads.ts'

type ReplyProps = {
  subject: ThreadSubject
  parentId: string | null
  invite: string
  label?: string
  /** Nobody begins a reply here any more; one that has been begun can be finished. */
  onlyBegun?: boolean
  /** Words, in Markdown, that a reply may begin by quoting. */
  quotable?: string
}

/** A button that opens a field for a comment. */
export function Reply({ subject, parentId, invite, label = 'Your comment', onlyBegun = false, quotable = '' }: ReplyProps) {
  const place = useTalkPlace()
  const writing = useWriting(replyDraft(place, subject, parentId))
  const create = useCreateComment(place)
  const { see } = useUnread()
  const hint = withHint(place, subject)
  if (!writing.open && onlyBegun && !writing.waits) return null
  if (!writing.open) {
    return (
      <>
        <Button variant="plain" size="small" className="needs-script adds" onClick={writing.start}>
          {writing.waits ? `${invite} (draft kept)` : invite}
        </Button>
        {quotable && (
          <Button
            variant="plain"
            size="small"
            className="needs-script adds"
            onClick={({ currentTarget }) => writing.setText(withQuote(writing.text, selectedIn(currentTarget) || quotable))}
          >
            {say.quote()}
          </Button>
        )}
      </>
    )
  }
  return (
    <div className="w-full">
      <WordsForm
        label={label}
        submit="Send"
        writing={hint(writing)}
        rows={2}
        onSave={(body) => {
          // Whoever replies has seen what they reply to.
          see([parentId ?? '', subject.kind === 'annotation' ? subject.annotationId : ''])
          return create.mutateAsync({ id: writing.id, subject, parentId, body })
        }}
      />
    </div>
  )
}

/** Longest quote that a reply begins with, in UTF-16 units: what it answers stands above it in full. */
const MOST_QUOTED = 600

/** What is being written, with words quoted below it to go on from. */
function withQuote(text: string, quoted: string): string {
  return `${text && `${text.trimEnd()}\n\n`}> ${excerpt(quoted, MOST_QUOTED)}\n\n`
}

/** The words of the comment that the reader has selected, if these are some of its. */
function selectedIn(button: Element): string {
  const selection = document.getSelection()
  const comment = button.closest('.entry')
  return selection && comment?.contains(selection.anchorNode) && comment.contains(selection.focusNode) ? selection.toString().trim() : ''
}
