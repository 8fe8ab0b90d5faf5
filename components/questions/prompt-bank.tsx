'use client'

import { useRef, useState } from 'react'
import { useCreateGroupQuestion } from '#client/group-questions.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { QuestionKind } from '#domain/guide.ts'
import { listPrompts, PROMPT_KINDS, promptKindName } from '#domain/prompt-bank.ts'
import * as say from '#messages/prompts.ts'

/** A question on the whole chapter, of one's own or one of those that any text can be asked, adapted in one tap. */
export function PromptBank() {
  const place = useTalkPlace()
  const [create, toast] = [useCreateGroupQuestion(place), useToast()]
  const { id, text, setText, finish } = useWriting(`question:${place.chapter}`)
  const [kind, setKind] = useState<QuestionKind | undefined>()
  const field = useRef<HTMLTextAreaElement>(null)
  const suggest = () =>
    create.mutate(
      { id, annotationId: null, text, ...(kind && { kind }) },
      {
        onSuccess: (saved) => {
          toast(say.suggested())
          finish({ text }, saved)
        },
      },
    )
  return (
    <div className="space-y-3 py-2">
      <p className="text-muted text-sm">{say.addQuestionHint()}</p>
      <label className="block font-medium">
        {say.yourQuestion()}
        <textarea
          className="mt-1 block w-full rounded-sm border border-muted bg-paper p-2 font-normal"
          ref={field}
          dir="auto"
          rows={3}
          maxLength={600}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {create.error && <Notice tone="error">{create.error.message}</Notice>}
      <Button size="small" variant="primary" busy={create.isPending} disabled={text.trim() === ''} onClick={suggest}>
        {say.suggestIt()}
      </Button>
      {PROMPT_KINDS.map((each) => (
        <section key={each} aria-label={promptKindName(each)}>
          <p className="label-caps">{promptKindName(each)}</p>
          <ul>
            {listPrompts()
              .filter((prompt) => prompt.kind === each)
              .map((prompt) => (
                <li key={prompt.id}>
                  <button
                    type="button"
                    className="w-full rounded-sm py-1.5 text-start text-accent target hover:underline"
                    onClick={() => {
                      setText(prompt.text)
                      setKind(prompt.asked)
                      field.current?.focus()
                    }}
                  >
                    {prompt.text}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
