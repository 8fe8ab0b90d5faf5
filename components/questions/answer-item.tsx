'use client'

import { useRemoveAnswer, useRestoreAnswer, useUpdateAnswer } from '#client/answers.ts'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { AnswerForm } from '#components/questions/answer-form-on-demand.tsx'
import { EvidenceChips } from '#components/questions/evidence-chips.tsx'
import { Byline } from '#components/threads/byline.tsx'
import { DeletedWords } from '#components/threads/deleted-words.tsx'
import { Edited } from '#components/threads/edited.tsx'
import { FlagLink } from '#components/threads/flag-link.tsx'
import { OwnWordsActions } from '#components/threads/own-words-actions.tsx'
import { Reactions } from '#components/threads/reactions.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Thread } from '#components/threads/thread.tsx'
import { UnreadDot, WordsEnd } from '#components/threads/unread.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Waits } from '#components/threads/waits.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { Answer } from '#domain/answer.ts'
import * as say from '#messages/answers.ts'

/** One member's answer with the passages that it rests on and what is said about it; its writer can change it. */
export function AnswerItem({ answer }: { answer: Answer }) {
  const place = useTalkPlace()
  const update = useUpdateAnswer(place)
  const remove = useRemoveAnswer(place)
  const restore = useRestoreAnswer(place)
  const edit = useWriting(`edit:${answer.id}`, answer.body, answer.version)
  const comments = useNotes().commentsOn(answer.id)
  if (edit.open && answer.can.edit) {
    return (
      <AnswerForm
        writing={edit}
        initial={{ sharing: answer.sharing, evidence: answer.evidence }}
        onSave={(body, choices, version) =>
          update.mutateAsync({ answerId: answer.id, version: version ?? answer.version, body, ...choices })
        }
      />
    )
  }
  const subject = { kind: 'answer' as const, answerId: answer.id }
  return (
    <div className="space-y-2">
      {answer.deleted ? (
        <DeletedWords noun="answer" restore={answer.can.restore ? () => restore.mutate(answer.id) : null} />
      ) : (
        <>
          <Writer answer={answer} />
          {answer.waits && <Waits />}
          <Prose html={answer.html} lang={place.language} className="text-base" />
          <WordsEnd id={answer.id} />
          <EvidenceChips evidence={answer.evidence} />
        </>
      )}
      {!answer.deleted && !answer.waits && (
        <div className="-ms-2.5 flex flex-wrap items-start">
          {answer.sharing !== 'PRIVATE' && <Reactions noun="answer" id={answer.id} reactions={answer.reactions} />}
          {!answer.mine && <FlagLink noun="answer" id={answer.id} />}
          {answer.mine && (
            <OwnWordsActions
              noun="answer"
              can={answer.can}
              edit={edit}
              remove={() => remove.mutateAsync(answer.id)}
              restore={() => restore.mutateAsync(answer.id)}
            />
          )}
        </div>
      )}
      {!answer.waits && (answer.sharing !== 'PRIVATE' || comments.length > 0) && (
        <div className={comments.length > 0 ? 'border-line border-s-2 ps-3' : '-ms-2.5'}>
          <Thread subject={subject} comments={comments} invite={say.reply()} />
        </div>
      )}
    </div>
  )
}

/** Whose it is; of an answer without a name neither that nor the minute. */
function Writer({ answer }: { answer: Answer }) {
  const { id, sharing, mine, edited, body, version, evidence } = answer
  if (sharing === 'NAMELESS' && !mine) {
    return (
      <div className="flex flex-wrap items-center gap-x-2 text-sm">
        <span className="font-semibold">{say.withoutName()}</span> <UnreadDot id={id} />
        {edited && <Edited words={{ noun: 'answer', id, body, version, evidence }} />}
      </div>
    )
  }
  const tag = { NAMED: null, NAMELESS: say.yoursWithoutName(), PRIVATE: say.onlyYou() }[sharing]
  return (
    <Byline noun="answer" said={answer}>
      {tag && <span className="rounded-sm border border-muted px-1 text-xs">{tag}</span>}
    </Byline>
  )
}
