'use client'

import { useNameOfPosition } from '#components/group-answers/use-name-of-position.ts'
import { FlagLink } from '#components/threads/flag-link.tsx'
import type { GroupAnswer } from '#domain/group-answer.ts'
import * as say from '#messages/group-answers.ts'

/** Who agrees; and beside the answer, in full, what those say who do not, or not wholly. */
export function Dissents({ answer: { positions } }: { answer: GroupAnswer }) {
  const nameOf = useNameOfPosition()
  const agreeing = positions.filter(({ stance }) => stance === 'AGREE').map(nameOf)
  const others = positions.filter(({ stance }) => stance !== 'AGREE')
  return (
    <>
      {agreeing.length > 0 && <p className="text-muted text-sm">{say.agreeing({ names: agreeing.join(', ') })}</p>}
      {others.length > 0 && (
        <ul aria-label={say.dissents()} className="space-y-2">
          {others.map((position) => (
            <li key={position.id} className="border-muted border-s-2 ps-3">
              <p className="font-semibold text-sm">
                {position.stance === 'DISSENT' ? say.dissentOf({ name: nameOf(position) }) : say.reservationOf({ name: nameOf(position) })}
              </p>
              {position.hidden ? (
                <p className="text-muted text-sm">{say.dissentHidden()}</p>
              ) : position.body ? (
                <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                  {position.body}
                </p>
              ) : (
                <p className="text-muted text-sm">{say.noReason()}</p>
              )}
              {position.body && !position.mine && <FlagLink noun="position" id={position.id} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
