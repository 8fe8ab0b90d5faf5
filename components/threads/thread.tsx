'use client'

import { useMemo } from 'react'
import { CommentList } from '#components/threads/comment-list.tsx'
import { Reply } from '#components/threads/reply.tsx'
import { Resolve, ResolvedNotice } from '#components/threads/resolution.tsx'
import { WritingNow } from '#components/threads/writing-now.tsx'
import { commentTree } from '#domain/comment-tree.ts'
import type { Comment, ThreadSubject } from '#domain/thread.ts'

type ThreadProps = {
  subject: ThreadSubject
  /** Oldest first. */
  comments: Comment[]
  /** What the button at the foot says: "Reply", "Add a comment". */
  invite: string
}

/** What people say about one note or one question, and a field to say more. */
export function Thread({ subject, comments, invite }: ThreadProps) {
  const byId = useMemo(() => new Map(comments.map((comment) => [comment.id, comment])), [comments])
  return (
    <div className="space-y-3">
      <ResolvedNotice subject={subject} />
      {comments.length > 0 && <CommentList nodes={commentTree(comments)} depth={1} subject={subject} byId={byId} />}
      <div className="flex flex-wrap items-start">
        <Reply subject={subject} parentId={null} invite={invite} />
        {comments.some(({ deleted }) => !deleted) && <Resolve subject={subject} />}
        <WritingNow subject={subject} />
      </div>
    </div>
  )
}
