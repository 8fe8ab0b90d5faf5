'use client'

import { createContext, type ReactNode } from 'react'
import { useRequired } from '#components/ui/use-required.ts'
import type { ChapterName } from '#domain/change.ts'

/** Which group's notes are listed, the language of the text that they are about, and its chapters. */
type Place = { groupId: string; language: string; chapters: ChapterName[] }

const ChangesContext = createContext<Place | null>(null)

export function ChangesProvider({ place, children }: { place: Place; children: ReactNode }) {
  return <ChangesContext value={place}>{children}</ChangesContext>
}

/** @throws Error outside of ChangesProvider */
export function useTextChanges(): Place {
  return useRequired(ChangesContext, 'ChangesProvider')
}
