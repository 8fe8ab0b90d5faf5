type Reply = { id: string; parentId: string | null; createdAt: string }
export type Tree<Item extends Reply> = Item & { replies: Tree<Item>[] }

/** Replies shown nested at most this deep; deeper ones line up under the last level. */
export const MAX_DEPTH = 3

/** Turns a thread's comments (oldest first) into a tree; a reply whose parent is absent stands at the top. */
export function commentTree<Item extends Reply>(comments: readonly Item[]): Tree<Item>[] {
  const nodes = new Map(comments.map((comment): [string, Tree<Item>] => [comment.id, { ...comment, replies: [] }]))
  const roots: Tree<Item>[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined
    if (parent) parent.replies.push(node)
    else roots.push(node)
  }
  return roots
}

/** What to show on a level: on the deepest one, everything below lines up one after another, oldest first. */
export function shownAt<Item extends Reply>(depth: number, nodes: Tree<Item>[]): Tree<Item>[] {
  return depth >= MAX_DEPTH ? nodes.flatMap(withReplies).map((node) => ({ ...node, replies: [] })) : nodes
}

/** A comment and everything under it, oldest first. */
function withReplies<Item extends Reply>(node: Tree<Item>): Tree<Item>[] {
  return [node, ...node.replies.flatMap(withReplies)].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
}
