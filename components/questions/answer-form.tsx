'use client'

import type { AnswerChoices } from '#components/questions/answer-fields.tsx'
import { AnswerFields } from '#components/questions/answer-fields.tsx'
import type { Saved, Writing } from '#components/threads/use-writing.ts'
import { WordsForm } from '#components/threads/words-form.tsx'
import * as say from '#messages/answering.ts'

type AnswerFormProps = {
  writing: Writing
  /** What is chosen while the reader has chosen nothing. */
  initial: AnswerChoices
  onSave: (body: string, choices: AnswerChoices, from: number | undefined) => Promise<Saved | undefined>
}

/** Where an answer is written or changed. What is chosen with it is kept with the draft. */
export function AnswerForm({ writing, initial, onSave }: AnswerFormProps) {
  const choices = { ...initial, ...(writing.choices as Partial<AnswerChoices> | undefined) }
  return (
    <WordsForm label={say.yourAnswer()} submit={say.saveAnswer()} writing={writing} onSave={(body, from) => onSave(body, choices, from)}>
      <AnswerFields {...choices} onChange={(change) => writing.choose(change)} />
    </WordsForm>
  )
}
