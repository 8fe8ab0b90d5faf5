/**
 * Whoever is asking. Signed-out visitors are `null`. In a group where they go by a name of their own `userId` and `name` are of that one, and
 * `accountId` says whose account it is; no other member is ever told.
 */
export type Viewer = { userId: string; name: string; sessionId: string; accountId?: string }

/** The account that somebody is signed in with. */
export const accountOf = ({ userId, accountId }: Pick<Viewer, 'userId' | 'accountId'>): string => accountId ?? userId

/** A person as others in the group see them. Somebody outside of it, whose words came in a file, has no account: their name is all of them. */
export type Creator = { id: string; name: string }

const OUTSIDE = 'outside:'

/** Somebody outside, by name. */
export const outsider = (name: string): Creator => ({ id: OUTSIDE + name, name })
/** Whether somebody has no account here. */
export const isOutside = ({ id }: Pick<Creator, 'id'>): boolean => id.startsWith(OUTSIDE)
/** Whoever wrote something: somebody with an account, somebody outside, or nobody any more. */
export const creatorOf = (row: { creator: Creator | null; creatorName: string | null }): Creator | null =>
  row.creator ?? (row.creatorName === null ? null : outsider(row.creatorName))

/**
 * The name to show of whoever wrote something; `null` stands for an account that is gone.
 * @param opens whether it stands at the head of a sentence or a line
 */
export function creatorName(creator: Pick<Creator, 'name'> | null, opens = false): string {
  if (creator) return isolated(creator.name)
  return opens ? 'A former member' : 'a former member'
}

/** Letters of scripts that run from right to left, and marks that say so. */
const LEFTWARDS = /[\u200e\u200f\u061c\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** A name as it stands in a sentence: one that runs the other way turns nothing around it (FSI … PDI of Unicode's bidirectional algorithm). */
const isolated = (name: string): string => (LEFTWARDS.test(name) ? `\u2068${name}\u2069` : name)
