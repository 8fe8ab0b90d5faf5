'use client'

import { createContext, type ReactNode } from 'react'
import { useRequired } from '#components/ui/use-required.ts'

/** Where the talk on this page belongs, and who is looking. */
export type TalkPlace = { groupId: string; chapter: string; viewerId: string }

const TalkPlaceContext = createContext<TalkPlace | null>(null)

/** Says once for everything below in which group and chapter people talk. */
export function TalkPlaceProvider({ place, children }: { place: TalkPlace; children: ReactNode }) {
  return <TalkPlaceContext value={place}>{children}</TalkPlaceContext>
}

/**
 * The group and chapter that the talk belongs to.
 * @throws Error outside of TalkPlaceProvider
 */
export function useTalkPlace(): TalkPlace {
  return useRequired(TalkPlaceContext, 'TalkPlaceProvider')
}
