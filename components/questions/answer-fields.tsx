'use client'

import { useState } from 'react'
import { useAnswering } from '#client/answers.ts'
import { PassagePicker } from '#components/passages/passage-picker.tsx'
import { quoteOf } from '#components/passages/passage-quote.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Evidence, Sharing } from '#domain/answer.ts'
import * as writing from '#messages/answering.ts'
import * as say from '#messages/answers.ts'

export type AnswerChoices = { sharing: Sharing; evidence: Evidence }
type FieldsProps = AnswerChoices & { onChange: (change: Partial<AnswerChoices>) => void }

/** What is chosen with an answer: who sees it, and the passages that it rests on. */
export function AnswerFields({ sharing, evidence, onChange }: FieldsProps) {
  const [picking, setPicking] = useState(false)
  const nameless = useAnswering(useTalkPlace())?.nameless || sharing === 'NAMELESS'
  return (
    <div className="space-y-3">
      <fieldset className="space-y-1">
        <legend className="font-medium">{say.passages()}</legend>
        <ul className="space-y-1">
          {evidence.map((passage) => (
            <li key={`${passage.start}-${passage.end}`} className="flex items-start gap-2">
              <q className="wrap-anywhere min-w-0 flex-1 text-sm">{quoteOf(passage)}</q>
              <Button
                variant="plain"
                size="small"
                aria-label={writing.removePassage({ words: quoteOf(passage) })}
                onClick={() => onChange({ evidence: evidence.filter((other) => other !== passage) })}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
        {evidence.length === 0 && !picking && <p className="text-muted text-sm">{say.noPassage()}</p>}
        {picking && <PassagePicker chosen={evidence} onPick={(passage) => onChange({ evidence: [...evidence, passage] })} />}
        <Button size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
          {picking ? writing.closePicker() : writing.addPassage()}
        </Button>
      </fieldset>
      <label className="block text-sm">
        <span className="font-medium">{writing.whoSees()}</span>
        <select
          value={sharing}
          onChange={({ target }) => onChange({ sharing: target.value as Sharing })}
          className="mt-1 block w-full rounded-sm border border-muted bg-paper px-2 target"
        >
          <option value="NAMED">{writing.namedSharing()}</option>
          {nameless && <option value="NAMELESS">{writing.namelessSharing()}</option>}
          <option value="PRIVATE">{writing.privateSharing()}</option>
        </select>
      </label>
      {sharing === 'NAMELESS' && <p className="text-muted text-sm">{writing.namelessHint()}</p>}
    </div>
  )
}
