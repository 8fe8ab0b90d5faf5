'use client'

import { type FormEvent, useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { useTakePosition } from '#client/group-answers.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { GroupAnswer, Stance } from '#domain/group-answer.ts'
import * as say from '#messages/group-answer-tools.ts'

const STANCES = { AGREE: say.agree, RESERVATION: say.reservation, DISSENT: say.dissent } satisfies Record<Stance, () => string>

/** Where a member says what they think of the version that they see; their words are kept until they are sent. */
export function PositionForm({ answer: { id, current, positions } }: { answer: GroupAnswer }) {
  const place = useTalkPlace()
  const take = useTakePosition(place)
  const toast = useToast()
  const mine = positions.find((position) => position.mine)
  const [stance, setStance] = useState<Stance | null>(mine?.stance ?? null)
  const [named, setNamed] = useState(mine?.named ?? true)
  const draft = useDraft(`${place.accountId}:position:${id}`, mine?.body ?? '')
  if (!current) return null
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!stance) return
    const body = stance === 'AGREE' ? '' : draft.text
    take.mutate(
      { groupAnswerId: id, version: current.version, stance, body, named },
      {
        onSuccess: () => {
          draft.clear()
          toast(say.positionSaved())
        },
      },
    )
  }
  return (
    <form method="dialog" onSubmit={save} className="needs-script space-y-2">
      <fieldset className="space-y-0.5">
        <legend className="font-medium">{say.whatYouThink()}</legend>
        {(Object.keys(STANCES) as Stance[]).map((each) => (
          <label key={each} className="flex w-fit items-center gap-2 target">
            <input type="radio" name={`stance-${id}`} checked={stance === each} onChange={() => setStance(each)} className="size-4" />
            {STANCES[each]()}
          </label>
        ))}
      </fieldset>
      {stance !== null && stance !== 'AGREE' && (
        <>
          <TextArea
            label={stance === 'DISSENT' ? say.yourDissent() : say.yourReservation()}
            rows={3}
            maxLength={4000}
            value={draft.text}
            onChange={({ target }) => draft.setText(target.value)}
          />
          <div>
            <label className="flex w-fit items-center gap-2 text-sm target">
              <input type="checkbox" checked={named} onChange={({ target }) => setNamed(target.checked)} className="size-4" />
              {say.withName()}
            </label>
            <p className="text-muted text-sm">{say.namelessHint()}</p>
          </div>
        </>
      )}
      {take.error && <Notice tone="error">{take.error.message}</Notice>}
      <Button type="submit" size="small" busy={take.isPending} disabled={!stance}>
        {say.savePosition()}
      </Button>
    </form>
  )
}
