'use client'

import { useUndo } from '#client/import-drafts.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Draft } from '#domain/import-draft.ts'

/** Everything that was corrected by hand, the last first; each can be undone. */
export function CorrectionList({ draft }: { draft: Draft }) {
  const [undo, toast] = [useUndo(draft.id), useToast()]
  return (
    <>
      {undo.error && <Notice tone="error">{undo.error.message}</Notice>}
      <ol className="divide-y divide-line border-line border-y">
        {draft.corrections.toReversed().map(({ id, words }) => (
          <li key={id} className="flex items-center justify-between gap-4 py-1.5">
            <span className="wrap-anywhere min-w-0">{words}</span>
            <Button
              size="small"
              variant="plain"
              busy={undo.isPending}
              aria-label={`Undo: ${words}`}
              onClick={() => undo.mutate(id, { onSuccess: () => toast('Undone.') })}
            >
              Undo
            </Button>
          </li>
        ))}
      </ol>
    </>
  )
}
