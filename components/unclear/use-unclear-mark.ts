'use client'

import { useUnclear, useUpdateUnclear } from '#client/unclear.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'
import * as m from '#messages/unclear.ts'

/**
 * @param revision of the chapter's text, as the browser holds it
 * @returns a function that says of a paragraph, by its label, that it is unclear, or takes it back where the reader said so before,
 * and tells what it did
 */
export function useUnclearMark(revision: string): (label: string) => Promise<void> {
  const place = useTalkPlace()
  const unclear = useUnclear(place)
  const update = useUpdateUnclear(place)
  const toast = useToast()
  const tell = useTellFailure()
  return async (label) => {
    const mine = unclear.find(({ paragraph }) => paragraph === label)?.mine ?? false
    try {
      await update.mutateAsync({ chapterRevision: revision, paragraph: label, unclear: !mine })
      toast(mine ? m.takenBack({ label }) : m.noted({ label }))
    } catch (failure) {
      tell(failure)
    }
  }
}
