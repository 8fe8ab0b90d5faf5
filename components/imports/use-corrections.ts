import { useCorrect, useUndo } from '#client/import-drafts.ts'
import { newId } from '#client/new-id.ts'
import { useToast } from '#components/ui/toast.tsx'
import type { Correction } from '#domain/import/correction.ts'
import type { Draft } from '#domain/import-draft.ts'

export type Corrections = {
  /** Makes a correction and offers to undo it. `then` gets the draft as it is afterwards. */
  make: (correction: Correction, then?: (draft: Draft) => void) => void
  error: Error | null
  busy: boolean
}

/** Correcting from one place of the page: what fails is told there. */
export function useCorrections(draftId: string): Corrections {
  const [correct, undo, toast] = [useCorrect(draftId), useUndo(draftId), useToast()]
  const make: Corrections['make'] = (correction, then) => {
    const id = newId()
    const takeBack = () => undo.mutate(id, { onSuccess: () => toast('Undone.'), onError: (error) => toast(error.message) })
    correct.mutate(
      { id, correction },
      {
        onSuccess: (draft) => {
          const words = draft.corrections.find((made) => made.id === id)?.words ?? 'Corrected'
          toast(`${words}.`, { label: 'Undo', run: takeBack })
          then?.(draft)
        },
      },
    )
  }
  return { make, error: correct.error, busy: correct.isPending }
}

/** Moves the focus to an element when the page has drawn what was changed. */
export function focusLater(id: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()))
}
