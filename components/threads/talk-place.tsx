'use client'

import { createContext, type ReactNode, useCallback } from 'react'
import { useRequired } from '#components/ui/use-required.ts'
import { type Creator, creatorName } from '#domain/viewer.ts'
import * as say from '#messages/namesakes.ts'

/** Where the talk on this page belongs, and who is looking. */
export type TalkPlace = {
  groupId: string
  chapter: string
  viewerId: string
  /** The account that is signed in: under its id this device keeps what is not sent yet, whatever the group calls them. */
  accountId: string
  /** When those joined whose name another member has too, by id. */
  namesakes: Readonly<Record<string, string>>
  /** The language that the group's members write in (BCP 47); undefined where they have not said. */
  language: string | undefined
  /** The reader is counted among those reading, and sees how many they are and who is writing. */
  presence: boolean
}

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

/**
 * Gives the name of whoever wrote something, with when they joined where another member has the same name.
 * @returns always the same function
 */
export function useNameOf(): (creator: Creator | null, opens?: boolean) => string {
  const { namesakes } = useTalkPlace()
  return useCallback(
    (creator, opens = false) => {
      const name = creatorName(creator, opens)
      const on = creator && namesakes[creator.id]
      return on ? say.namesake({ name, on }) : name
    },
    [namesakes],
  )
}
