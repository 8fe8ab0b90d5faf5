type Reply = { id: string; parentId: string | null; createdAt: string }
export type Tree<Item extends Reply> = Item & {
  replies: Tree<Item>[]
  /** The id of what it replies to, where its place among the others does not say so. */
  inReplyTo: string | null
}

/** Replies nest at most this deep, however long the chain is that people make: what is made of a tree may call itself. */
const MAX_DEPTH = 3

/**
 * Turns a thread's comments (oldest first) into a tree to be shown. A reply whose parent is absent stands at the top; on the
 * deepest level everything below lines up one after another, oldest first.
 */
export function commentTree<Item extends Reply>(comments: readonly Item[]): Tree<Item>[] {
  const known = new Set(comments.map(({ id }) => id))
  // By hand: this runs on phones whose browser has no Map.groupBy.
  const below = new Map<string | null, Item[]>()
  for (const comment of comments) {
    const parent = comment.parentId !== null && known.has(comment.parentId) ? comment.parentId : null
    const replies = below.get(parent)
    if (replies) replies.push(comment)
    else below.set(parent, [comment])
  }
  const repliesTo = (id: string | null) => below.get(id) ?? []
  const level = (depth: number, shown: Item[]): Tree<Item>[] =>
    depth < MAX_DEPTH
      ? shown.map((comment) => ({ ...comment, replies: level(depth + 1, repliesTo(comment.id)), inReplyTo: null }))
      : shown.flatMap((top) =>
          withAllBelow(top, repliesTo).map((comment) => ({
            ...comment,
            replies: [],
            inReplyTo: comment.id === top.id ? null : comment.parentId,
          })),
        )
  return level(1, repliesTo(null))
}

/** A comment and everything under it, oldest first. The chain may be of any length, so it is walked along and not down. */
function withAllBelow<Item extends Reply>(comment: Item, repliesTo: (id: string) => Item[]): Item[] {
  const found = [comment]
  for (const { id } of found) for (const reply of repliesTo(id)) found.push(reply)
  return found.sort((one, other) => one.createdAt.localeCompare(other.createdAt))
}
