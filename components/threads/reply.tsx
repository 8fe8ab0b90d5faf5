'use client'

import { useCreateComment } from '#client/comments.ts'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { replyDraft } from '#components/threads/reply-drafts.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import type { ThreadSubject } from '#domain/thread.ts'

type ReplyProps = {
  subject: ThreadSubject
  parentId: string | null
  invite: string
  label?: string
  /** Nobody begins a reply here any more; one that has been begun can be finished. */
  onlyBegun?: boolean
}

/** A button that opens a field for a comment. */
export function Reply({ subject, parentId, invite, label = 'Your comment', onlyBegun = false }: ReplyProps) {
  const place = useTalkPlace()
  const writing = useWriting(replyDraft(place, subject, parentId))
  const create = useCreateComment(place)
  if (!writing.open && onlyBegun && !writing.waits) return null
  if (!writing.open) {
    return (
      <Button variant="plain" size="small" className="needs-script" onClick={writing.start}>
        {writing.waits ? `${invite} (draft kept)` : invite}
      </Button>
    )
  }
  return (
    <div className="w-full">
      <WordsForm
        label={label}
        submit="Send"
        writing={writing}
        rows={2}
        onSave={(body) => create.mutateAsync({ id: writing.id, subject, parentId, body })}
      />
    </div>
  )
}
