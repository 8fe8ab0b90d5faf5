import type { Comment } from '#domain/thread.ts'

export type CommentNode = Comment & { replies: CommentNode[] }

/** Replies shown nested at most this deep; deeper ones line up under the last level. */
export const MAX_DEPTH = 3

/** Turns a thread's comments (oldest first) into a tree; a reply whose parent is absent stands at the top. */
export function commentTree(comments: Comment[]): CommentNode[] {
  const nodes = new Map(comments.map((comment) => [comment.id, { ...comment, replies: [] as CommentNode[] }]))
  const roots: CommentNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined
    if (parent) parent.replies.push(node)
    else roots.push(node)
  }
  return roots
}
