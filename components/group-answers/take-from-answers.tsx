'use client'

import { useNameOf } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Answer } from '#domain/answer.ts'
import * as answersSay from '#messages/answers.ts'
import * as say from '#messages/group-answer-tools.ts'

type TakeProps = { answers: readonly Answer[]; onTake: (sentence: string, answerId: string) => void }

/** The members' answers, sentence by sentence: a press puts one into the text where the caret is, with a link to whose it was. */
export function TakeFromAnswers({ answers, onTake }: TakeProps) {
  const nameOf = useNameOf()
  if (answers.length === 0) return null
  return (
    <details>
      <summary className="w-fit py-1 text-accent text-sm">{say.takeFrom()}</summary>
      <ul className="mt-1 space-y-3">
        {answers.map((answer) => (
          <li key={answer.id}>
            <p className="flex flex-wrap items-center gap-x-2 text-sm">
              <span className="font-semibold">
                {answer.sharing === 'NAMELESS' ? answersSay.withoutName() : nameOf(answer.creator, true)}
              </span>
              <Button variant="plain" size="small" onClick={() => onTake(answer.body, answer.id)}>
                {say.takeWhole()}
              </Button>
            </p>
            <ul>
              {sentencesOf(answer.body).map((sentence) => (
                <li key={sentence}>
                  <button
                    type="button"
                    aria-label={say.takeSentence({ sentence })}
                    onClick={() => onTake(sentence, answer.id)}
                    className="wrap-anywhere w-full rounded-sm py-1 text-start text-sm target hover:underline"
                  >
                    {sentence}
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The sentences of some words, each once. */
function sentencesOf(body: string): string[] {
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(body)]
  return [...new Set(parts.map(({ segment }) => segment.trim()).filter(Boolean))]
}
