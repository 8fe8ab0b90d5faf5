import { useNameOf } from '#components/threads/talk-place.tsx'
import type { Position } from '#domain/group-answer.ts'
import * as say from '#messages/group-answers.ts'

/** Gives the name of whoever holds a position; of one that was taken without a name, that somebody does. */
export function useNameOfPosition(): (position: Position) => string {
  const nameOf = useNameOf()
  return ({ creator, named }) => (!creator && !named ? say.somebody() : nameOf(creator, true))
}
