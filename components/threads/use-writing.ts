'use client'

import { useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { useToast } from '#components/ui/toast.tsx'

/** How a person leaves a field: with the words saved, given up, or only put away for later. */
export type Leaving = 'saved' | 'cancelled' | 'left'

/** A field that may be open, with words that outlive the page. */
export type Writing = {
  open: boolean
  /** Words wait here although the field is closed. */
  waits: boolean
  /** The person has just opened the field, as opposed to a draft that was waiting. */
  asked: boolean
  text: string
  setText: (text: string) => void
  start: () => void
  close: (how: Leaving) => void
}

/**
 * Keeps the words of one field on this device until they are saved. A field with unsaved words is open when the page is
 * loaded again; giving words up can be undone.
 * @param what names the field among all drafts of this device
 * @param initial what stands in the field before anything is typed
 */
export function useWriting(what: string, initial = ''): Writing {
  const draft = useDraft(what, initial)
  const [asked, setAsked] = useState<boolean | null>(null)
  const toast = useToast()
  const waits = draft.text !== initial
  return {
    open: asked ?? waits,
    waits,
    asked: asked === true,
    text: draft.text,
    setText(text) {
      setAsked(true)
      draft.setText(text)
    },
    start: () => setAsked(true),
    close(how) {
      setAsked(false)
      if (how === 'left') return
      const given = draft.text
      draft.clear()
      if (how === 'saved' || !waits || !given.trim()) return
      const undo = () => {
        draft.setText(given)
        setAsked(true)
      }
      toast('What you typed is discarded.', { label: 'Undo', run: undo })
    },
  }
}
