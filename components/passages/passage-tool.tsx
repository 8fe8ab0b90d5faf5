'use client'

import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { PassagePicker } from '#components/passages/passage-picker.tsx'
import { quoteOf } from '#components/passages/passage-quote.ts'

/** Chooses a passage of the chapter to be named in words. */
export function PassageTool({ onPick }: { onPick: (place: string, quote: string) => void }) {
  const { placeOf } = useNotes()
  return <PassagePicker chosen={[]} onPick={(passage) => onPick(placeOf(passage), quoteOf(passage))} />
}
