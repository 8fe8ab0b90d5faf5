'use client'

import type { Writing } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'

type OwnWordsActionsProps = {
  /** What it is, for the buttons' names: "note", "comment", "answer". */
  noun: string
  can: { edit: boolean; remove: boolean }
  /** The field for changing them; left out where nobody here may. */
  edit?: Pick<Writing, 'start' | 'waits'> | undefined
  remove: () => Promise<unknown>
  restore: () => Promise<unknown>
}

/** Edit and delete, for one's own words. Deleting happens at once and can be undone from the message that tells it. */
export function OwnWordsActions({ noun, can, edit, remove, restore }: OwnWordsActionsProps) {
  const toast = useToast()
  const tell = useTellFailure()
  async function onRemove() {
    try {
      await remove()
      toast(`The ${noun} is deleted.`, { label: 'Undo', run: () => void restore().catch(tell) })
    } catch (failure) {
      tell(failure)
    }
  }
  return (
    <>
      {can.edit && edit && (
        <Button
          variant="plain"
          size="small"
          className="needs-script adds"
          onClick={edit.start}
          aria-label={`Edit your ${noun}${edit.waits ? ' (draft kept)' : ''}`}
        >
          {edit.waits ? 'Edit (draft kept)' : 'Edit'}
        </Button>
      )}
      {can.remove && (
        <Button variant="plain" size="small" className="needs-script" onClick={onRemove} aria-label={`Delete your ${noun}`}>
          Delete
        </Button>
      )}
    </>
  )
}
