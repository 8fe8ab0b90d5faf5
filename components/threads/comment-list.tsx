'use client'

import { CommentItem } from '#components/threads/comment-item.tsx'
import { type CommentNode, MAX_DEPTH } from '#domain/comment-tree.ts'
import type { ThreadSubject } from '#domain/thread.ts'

type CommentListProps = { nodes: CommentNode[]; depth: number; subject: ThreadSubject }

/** Comments of one level with their replies; below the deepest level that is shown, replies line up one after another. */
export function CommentList({ nodes, depth, subject }: CommentListProps) {
  const deepest = depth >= MAX_DEPTH
  const shown = deepest ? nodes.flatMap(withReplies) : nodes
  return (
    <ul className={`space-y-3 ${depth > 1 ? 'mt-3 border-line border-s-2 ps-3' : ''}`}>
      {shown.map((node) => (
        <li key={node.id} id={`comment-${node.id}`} className="entry">
          <CommentItem comment={node} subject={subject} />
          {!deepest && node.replies.length > 0 && <CommentList nodes={node.replies} depth={depth + 1} subject={subject} />}
        </li>
      ))}
    </ul>
  )
}

/** A comment and everything under it, oldest first. */
function withReplies(node: CommentNode): CommentNode[] {
  return [node, ...node.replies.flatMap(withReplies)].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
}
