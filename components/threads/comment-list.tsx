'use client'

import { CommentItem } from '#components/threads/comment-item.tsx'
import type { Tree } from '#domain/comment-tree.ts'
import type { Comment, ThreadSubject } from '#domain/thread.ts'

type CommentListProps = {
  nodes: Tree<Comment>[]
  depth: number
  subject: ThreadSubject
  /** Everything in the thread. */
  byId: ReadonlyMap<string, Comment>
}

/** Comments of one level with their replies. */
export function CommentList({ nodes, depth, subject, byId }: CommentListProps) {
  return (
    <ul className={`space-y-3 ${depth > 1 ? 'mt-3 border-line border-s-2 ps-3' : ''}`}>
      {nodes.map((node) => (
        <li key={node.id} id={`comment-${node.id}`} className="entry">
          <CommentItem comment={node} subject={subject} answers={node.inReplyTo === null ? undefined : byId.get(node.inReplyTo)} />
          {node.replies.length > 0 && <CommentList nodes={node.replies} depth={depth + 1} subject={subject} byId={byId} />}
        </li>
      ))}
    </ul>
  )
}
