/** Whoever is asking. Signed-out visitors are `null`. */
export type Viewer = { userId: string; name: string; sessionId: string }

/** A person as others in the group see them. */
export type Creator = { id: string; name: string }
