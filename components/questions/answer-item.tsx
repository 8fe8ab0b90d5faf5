'use client'

import { useRemoveAnswer, useRestoreAnswer, useUpdateAnswer } from '#client/answers.ts'
import { Byline } from '#components/threads/byline.tsx'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { OwnWordsActions } from '#components/threads/own-words-actions.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { WordsEnd } from '#components/threads/unread.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Prose } from '#components/ui/prose.tsx'
import type { Answer } from '#domain/answer.ts'

/** One member's answer; its writer can change it. */
export function AnswerItem({ answer }: { answer: Answer }) {
  const place = useTalkPlace()
  const update = useUpdateAnswer(place)
  const remove = useRemoveAnswer(place)
  const restore = useRestoreAnswer(place)
  const edit = useWriting(`edit:${answer.id}`, answer.body, answer.version)
  if (edit.open && answer.can.edit) {
    return (
      <WordsForm
        label="Your answer"
        submit="Save answer"
        writing={edit}
        onSave={(body, version) => update.mutateAsync({ answerId: answer.id, version: version ?? answer.version, body })}
      />
    )
  }
  return (
    <>
      <Byline {...answer} />
      <Prose html={answer.html} className="text-base" />
      <WordsEnd id={answer.id} />
      <div className="needs-script -ms-2.5 flex flex-wrap">
        <OwnWordsActions
          noun="answer"
          can={answer.can}
          edit={edit}
          remove={() => remove.mutateAsync(answer.id)}
          restore={() => restore.mutateAsync(answer.id)}
        />
      </div>
    </>
  )
}
