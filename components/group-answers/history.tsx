'use client'

import { useGroupAnswerHistory } from '#client/group-answers.ts'
import { useNameOfPosition } from '#components/group-answers/use-name-of-position.ts'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { Difference } from '#components/ui/difference.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GroupAnswer, GroupAnswerStep, Position } from '#domain/group-answer.ts'
import * as tools from '#messages/group-answer-tools.ts'
import * as say from '#messages/group-answers.ts'

/** Every version with what changed in it, what members said of it, and each step with its date and session. */
export function History({ answer: { id } }: { answer: GroupAnswer }) {
  const history = useGroupAnswerHistory(useTalkPlace(), id)
  const [nameOf, nameOfPosition] = [useNameOf(), useNameOfPosition()]
  if (!history) return null
  const { versions, positions, steps } = history
  return (
    <ol className="space-y-4 border-line border-t pt-3 text-sm">
      {versions.map((version, at) => {
        const before = versions[at - 1]
        return (
          <li key={version.version} className="space-y-1">
            <p className="font-semibold">
              {tools.versionOf({ version: version.version, name: nameOf(version.creator) })} <Time at={version.createdAt} />
            </p>
            {before && <p className="text-muted">{tools.whatChanged({ version: before.version })}</p>}
            <Difference before={before?.body ?? version.body} after={version.body} />
            <ul>
              {positions
                .filter((position) => position.version === version.version)
                .map((position) => (
                  <li key={position.id} className="wrap-anywhere">
                    {toldOf(position, nameOfPosition(position))} {position.body && <q>{position.body}</q>}
                  </li>
                ))}
              {steps
                .filter((step) => step.version === version.version && step.state !== 'PROPOSED')
                .map((step) => (
                  <li key={`${step.state} ${step.at}`}>
                    <StepLine step={step} />
                  </li>
                ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}

function toldOf({ stance }: Position, name: string): string {
  if (stance === 'AGREE') return say.agreeing({ names: name })
  return stance === 'DISSENT' ? say.dissentOf({ name }) : say.reservationOf({ name })
}

function StepLine({ step }: { step: GroupAnswerStep }) {
  const said = { OPEN: tools.reopened(), PROPOSED: '', AGREED: say.agreed(step), RECORDED: say.recorded(step) }[step.state]
  return (
    <>
      {said} · <Time at={step.at} shape="date" />
      {step.meeting && (
        <>
          {' '}
          · {tools.inSession()} <Time at={step.meeting.startsAt} shape="date" />
        </>
      )}
    </>
  )
}
