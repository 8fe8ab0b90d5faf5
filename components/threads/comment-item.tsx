'use client'

import { useRemoveComment, useRestoreComment, useUpdateComment } from '#client/comments.ts'
import { Byline } from '#components/threads/byline.tsx'
import { DeletedWords } from '#components/threads/deleted-words.tsx'
import { FlagLink } from '#components/threads/flag-link.tsx'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { OwnWordsActions } from '#components/threads/own-words-actions.tsx'
import { Reactions } from '#components/threads/reactions.tsx'
import { Reply } from '#components/threads/reply.tsx'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { WordsEnd } from '#components/threads/unread.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Waits } from '#components/threads/waits.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { Comment, ThreadSubject } from '#domain/thread.ts'
import * as say from '#messages/threads.ts'

type CommentItemProps = {
  comment: Comment
  subject: ThreadSubject
  /** What it replies to, where that stands elsewhere in the thread. */
  answers: Comment | undefined
}

/** One comment with what the reader can do about it. */
export function CommentItem({ comment, subject, answers }: CommentItemProps) {
  const place = useTalkPlace()
  const update = useUpdateComment(place)
  const remove = useRemoveComment(place)
  const restore = useRestoreComment(place)
  const nameOf = useNameOf()
  const edit = useWriting(`edit:${comment.id}`, comment.body, comment.version)
  if (edit.open && comment.can.edit && !comment.deleted) {
    return (
      <WordsForm
        label="Your comment"
        submit="Save comment"
        writing={edit}
        onSave={(body, version) => update.mutateAsync({ commentId: comment.id, version: version ?? comment.version, body })}
      />
    )
  }
  const said = comment.deleted ? (
    <DeletedWords noun="comment" restore={comment.can.restore ? () => restore.mutate(comment.id) : null} />
  ) : (
    <>
      <Byline noun="comment" said={comment} />
      {comment.waits && <Waits />}
      <Prose html={comment.html} lang={place.language} className="text-base" />
      <WordsEnd id={comment.id} />
    </>
  )
  if (comment.waits) return said
  return (
    <>
      {answers && (
        <p className="text-muted text-sm">
          <a href={`#comment-${answers.id}`} className="link">
            {say.inReplyTo({ name: nameOf(answers.creator) })}
          </a>
        </p>
      )}
      {said}
      <div className="-ms-2.5 flex flex-wrap items-start">
        <Reply
          subject={subject}
          parentId={comment.id}
          invite="Reply"
          label={`Your reply to ${comment.deleted ? 'this' : nameOf(comment.creator)}`}
          onlyBegun={comment.deleted}
          quotable={comment.deleted ? '' : comment.body}
        />
        {!comment.deleted && <Reactions noun="comment" id={comment.id} reactions={comment.reactions} />}
        {!comment.deleted && (
          <OwnWordsActions
            noun="comment"
            can={comment.can}
            edit={edit}
            remove={() => remove.mutateAsync(comment.id)}
            restore={() => restore.mutateAsync(comment.id)}
          />
        )}
        {!comment.deleted && (
          <a
            href={`#comment-${comment.id}`}
            aria-label={say.linkToComment()}
            className="inline-flex items-center px-2.5 text-accent text-sm target"
          >
            {say.link()}
          </a>
        )}
        {!comment.deleted && !comment.can.remove && <FlagLink noun="comment" id={comment.id} />}
      </div>
    </>
  )
}
