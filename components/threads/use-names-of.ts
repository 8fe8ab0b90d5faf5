'use client'

import { useNameOf } from '#components/threads/talk-place.tsx'
import type { Reaction } from '#domain/reaction.ts'
import * as say from '#messages/reactions.ts'

/** The names of those who reacted in one way. */
export function useNamesOf(): (reaction: Reaction) => string {
  const nameOf = useNameOf()
  return ({ by, count }) => {
    const names = by.map((person) => nameOf(person)).join(', ')
    return count > by.length ? say.andMore({ names, more: count - by.length }) : names
  }
}
