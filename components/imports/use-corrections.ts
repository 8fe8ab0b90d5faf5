import { useCorrect, useUndo } from '#client/import-drafts.ts'
import { newId } from '#client/new-id.ts'
import { useToast } from '#components/ui/toast.tsx'
import type { Correction } from '#domain/import/review/correction.ts'
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
  const takeBack = (id: string) =>
    undo.mutateAsync(id).then(
      () => toast('Undone.'),
      (error: Error) => toast(error.message),
    )
  const make: Corrections['make'] = (correction, then) => {
    const id = newId()
    // Promises, because the part of the page that asked may be gone when the answer comes: then its callbacks are not called.
    const made = correct.mutateAsync({ id, correction }).then((draft) => {
      const words = draft.corrections.find((one) => one.id === id)?.words ?? 'Corrected'
      toast(`${words}.`, { label: 'Undo', run: () => void takeBack(id) })
      then?.(draft)
    })
    // `error` tells it.
    made.catch(() => {})
  }
  return { make, error: correct.error, busy: correct.isPending }
}

/** For how long an element that is to have the focus is waited for: by then a person has gone on. */
const PATIENCE = 10_000

/** Moves the focus to an element when the page has drawn what was changed, however long that takes a slow phone. */
export function focusLater(id: string): void {
  const give = () => {
    const found = document.getElementById(id)
    found?.focus()
    return found !== null
  }
  const lookAgain = () => {
    if (give()) return
    const watch = new MutationObserver(() => {
      if (give()) watch.disconnect()
    })
    watch.observe(document.body, { childList: true, subtree: true })
    setTimeout(() => watch.disconnect(), PATIENCE)
  }
  requestAnimationFrame(() => requestAnimationFrame(lookAgain))
}
