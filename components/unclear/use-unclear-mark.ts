'use client'

import { useUnclear, useUpdateUnclear } from '#client/unclear.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'

/**
 * @param revision of the chapter's text, as the browser holds it
 * @returns a function that says "I didn't follow this" of a paragraph, by its label, or takes it back where the reader said so before,
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
      toast(mine ? `Taken back: ¶ ${label}.` : `Noted, without your name: ¶ ${label} was hard to follow.`)
    } catch (failure) {
      tell(failure)
    }
  }
}
