import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

/** How many weeks after its last meeting a group may keep names; 0 is for as long as it exists. */
export const NAMES_WEEKS = [0, 4, 8, 13, 26, 52] as const
const Weeks = z.coerce.number().pipe(z.literal(NAMES_WEEKS))
export const UpdateNamesKept = InGroup.extend({ weeks: Weeks })
export type UpdateNamesKept = z.infer<typeof UpdateNamesKept>

/** `fadesAt`: when names become pseudonyms, as meetings are planned now; null for never, or while there is no meeting to count from. */
export type NamesKept = { weeks: number; fadesAt: string | null; fadedAt: string | null }
