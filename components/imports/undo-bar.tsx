'use client'

import { useLayoutEffect, useRef } from 'react'
import { useUndo } from '#client/import-drafts.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useBarHeight } from '#components/ui/use-bar-height.ts'
import { useFocusBack } from '#components/ui/use-focus-back.ts'
import type { Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/**
 * The last correction, to be undone from wherever somebody corrects. It stays at the foot of the window, and at the end of the page stands below
 * the last line: nothing moves when it comes or goes.
 */
export function UndoBar({ draft }: { draft: Draft }) {
  const last = draft.corrections.at(-1)
  return last ? <Bar draftId={draft.id} last={last} /> : null
}

function Bar({ draftId, last }: { draftId: string; last: Draft['corrections'][number] }) {
  const [undo, toast] = [useUndo(draftId), useToast()]
  const box = useRef<HTMLElement>(null)
  useBarHeight(box)
  const onFocus = useFocusBack(box)
  // What the keyboard comes to is scrolled to above the bar.
  useLayoutEffect(() => {
    const { style } = document.documentElement
    style.scrollPaddingBottom = '6.5rem'
    return () => void style.removeProperty('scroll-padding-bottom')
  }, [])
  return (
    <section
      ref={box}
      onFocus={onFocus}
      aria-label={say.lastCorrection()}
      className="no-print sticky bottom-0 z-10 -mx-4 mt-8 flex items-center justify-between gap-4 border-line border-t bg-raised px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <p className="wrap-anywhere line-clamp-2 min-w-0 text-sm">{last.words}</p>
      <Button
        size="small"
        className="shrink-0"
        busy={undo.isPending}
        aria-label={say.undoLast()}
        onClick={() => undo.mutate(last.id, { onSuccess: () => toast(say.undone()), onError: (error) => toast(error.message) })}
      >
        {say.undoShort()}
      </Button>
    </section>
  )
}
