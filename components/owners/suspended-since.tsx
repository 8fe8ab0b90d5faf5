import { Time } from '#components/ui/time.tsx'
import type { SuspensionState } from '#domain/oversight.ts'
import * as say from '#messages/installation.ts'

/** At the end of a line about an account or a group: since when it is suspended. Nothing while it is not. */
export function SuspendedSince({ suspension }: { suspension: SuspensionState }) {
  if (!suspension) return null
  return (
    <strong className="text-danger">
      {' '}
      · {say.suspendedSince()} <Time at={suspension.since} shape="date" />
    </strong>
  )
}
