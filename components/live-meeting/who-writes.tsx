'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { peopleOf } from '#domain/live-meeting/people.ts'
import * as m from '#messages/gathering.ts'

/** One device for several people: a tap on a name, and what is written on it is theirs. */
export function WhoWrites() {
  const { meeting, run, viewer, writerId, setWriter, nameOf } = useLivePlace()
  return (
    <div>
      {writerId !== viewer.userId && (
        <p role="status" className="mb-2 border-accent border-s-4 ps-3 font-medium">
          {m.writingAs({ name: nameOf(writerId) })}
        </p>
      )}
      <Fold title={m.handRound()}>
        <fieldset>
          <legend className="mb-2 text-muted text-sm">{m.writesNow()}</legend>
          <div className="flex flex-wrap gap-2">
            {peopleOf(meeting, run).map(({ id, name }) => (
              <Button
                key={id}
                aria-pressed={id === writerId}
                className="aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
                onClick={() => setWriter(id)}
              >
                {id === viewer.userId ? m.myself({ name }) : name}
              </Button>
            ))}
          </div>
        </fieldset>
      </Fold>
    </div>
  )
}
