/** Whoever is asking. Signed-out visitors are `null`. */
export type Viewer = { userId: string; name: string; sessionId: string }

/** A person as others in the group see them. */
export type Creator = { id: string; name: string }

/**
 * The name to show of whoever wrote something; `null` stands for an account that is gone.
 * @param opens whether it stands at the head of a sentence or a line
 */
export function creatorName(creator: Pick<Creator, 'name'> | null, opens = false): string {
  return creator?.name ?? (opens ? 'A former member' : 'a former member')
}
