import { z } from 'zod'
import { AboutMember, InGroup } from '#domain/group.ts'

/** So long the code of a way back counts. Days. */
export const RETURN_COUNTS = 14
/** So long the member has to say that they are still there, from the moment at which somebody used the code. Days. */
export const RETURN_WAITS = 7

/** Prints the code by which somebody who has lost every way into their account has their place in the group again. */
export const PrintReturn = AboutMember
export type PrintReturn = z.infer<typeof PrintReturn>

/** Ends a way back before anybody has come by it. */
export const StopReturn = InGroup.extend({ returnId: z.uuid() })
export type StopReturn = z.infer<typeof StopReturn>

/**
 * A way back, as every member of the group sees it. `name`, `by`: whose place it is and who printed the code, null once they are gone; `dueAt`: when
 * whoever has used the code will have the place, null while nobody has.
 */
export type ReturnItem = {
  id: string
  name: string | null
  by: string | null
  printedAt: string
  claimedAt: string | null
  dueAt: string | null
  state: 'PRINTED' | 'CLAIMED' | 'STOPPED' | 'DONE' | 'EXPIRED'
  endedAt: string | null
  /** The viewer may stop it. */
  can: { stop: boolean }
}

/** A way back to the viewer's own place, that somebody else may be about to take. */
export type OwnReturn = { id: string; by: string | null; claimedAt: string | null; dueAt: string | null }
