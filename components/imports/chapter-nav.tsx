'use client'

import { useUndo } from '#client/import-drafts.ts'
import { focusLater } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/** The chapters at a glance, beside the text: each leads to its place, and the last correction is taken back from here. */
export function ChapterNav({ draft }: { draft: Draft }) {
  const [undo, toast] = [useUndo(draft.id), useToast()]
  const last = draft.corrections.at(-1)
  const list = (
    <ol className="text-sm">
      {draft.sections.map(({ id, number, title, division }, at) => (
        <li key={id}>
          {division && division !== draft.sections[at - 1]?.division && (
            <p className="wrap-anywhere pt-3 pb-1 font-semibold text-muted">{division}</p>
          )}
          <button
            type="button"
            className="wrap-anywhere flex w-full gap-2 rounded-sm py-1 text-start target hover:bg-line"
            onClick={() => focusLater(`title-${id}`)}
          >
            <span className="w-6 shrink-0 text-end text-muted tabular-nums">{number ?? '·'}</span>
            <span className="line-clamp-2 min-w-0">{title || say.withoutTitle()}</span>
          </button>
        </li>
      ))}
    </ol>
  )
  return (
    <div className="md:sticky md:top-6 md:self-start">
      {last && (
        <div className="mb-3">
          <Button
            size="small"
            busy={undo.isPending}
            onClick={() => undo.mutate(last.id, { onSuccess: () => toast(say.undone()), onError: (error) => toast(error.message) })}
          >
            {say.undoLast()}
          </Button>
          <p className="wrap-anywhere mt-1 text-muted text-sm">{last.words}</p>
        </div>
      )}
      <nav aria-label={say.chaptersOfText()}>
        <details className="md:hidden">
          <summary className="w-fit font-medium target">{say.goToChapter()}</summary>
          {list}
        </details>
        <div className="hidden max-h-[70vh] overflow-y-auto md:block">{list}</div>
      </nav>
    </div>
  )
}
