'use client'

import { createContext, type ReactNode } from 'react'
import { useRequired } from '#components/ui/use-required.ts'
import type { ChapterName } from '#domain/change.ts'

/** Which group's notes lie on the desk, the language of the text that they are about, and its chapters. */
type Place = { groupId: string; language: string; chapters: ChapterName[] }

const DeskContext = createContext<Place | null>(null)

export function DeskProvider({ desk, children }: { desk: Place; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>
}

/** @throws Error outside of DeskProvider */
export function useDesk(): Place {
  return useRequired(DeskContext, 'DeskProvider')
}
