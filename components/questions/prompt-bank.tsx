'use client'

import { useRef, useState } from 'react'
import { useCreateGroupQuestion, useDecideGroupQuestion } from '#client/group-questions.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'
import type { GroupQuestion } from '#domain/group-question.ts'
import type { QuestionKind } from '#domain/guide.ts'
import { listPrompts, PROMPT_KINDS, type Prompt, promptKindName } from '#domain/prompt-bank.ts'
import * as say from '#messages/prompts.ts'

/** A question on the whole chapter, of one's own or one of those that any text can be asked, adapted in one tap. */
export function PromptBank() {
  const place = useTalkPlace()
  const [create, decide] = [useCreateGroupQuestion(place), useDecideGroupQuestion(place)]
  const [toast, tell] = [useToast(), useTellFailure()]
  const { id, text, setText, finish } = useWriting(`question:${place.chapter}`)
  const [kind, setKind] = useState<QuestionKind | undefined>()
  const field = useRef<HTMLTextAreaElement>(null)
  const suggest = () =>
    create.mutate(
      { id, annotationId: null, text, ...(kind && { kind }) },
      {
        onSuccess: (saved) => {
          // Whoever decides about suggestions need not look for their own.
          if (saved.can.decide) toast(say.suggested(), { label: say.askIt(), run: () => accept(saved) })
          else toast(say.suggested())
          finish({ text }, saved)
        },
      },
    )
  const accept = ({ id: groupQuestionId, version }: GroupQuestion) =>
    void decide.mutateAsync({ groupQuestionId, version, status: 'ACCEPTED' }).catch(tell)
  const adapt = (prompt: Prompt) => {
    const isOwn = text.trim() !== '' && !listPrompts().some((other) => other.text === text)
    if (isOwn) toast(say.replaced(), { label: say.bringBack(), run: () => setText(text) })
    setText(prompt.text)
    setKind(prompt.asked)
    field.current?.focus()
  }
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
                    onClick={() => adapt(prompt)}
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
