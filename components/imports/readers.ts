import type { Audience } from '#domain/guide.ts'
import * as say from '#messages/imports.ts'

/** Who may read an imported text, in words, from the fewest people to the most. */
export const READERS: Record<Audience, string> = { GROUPS: say.forItsGroups(), MEMBERS: say.forSignedIn(), EVERYONE: say.forEveryone() }
