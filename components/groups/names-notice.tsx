import { Time } from '#components/ui/time.tsx'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/names-kept.ts'

/** On each page of a group whose names are about to become pseudonyms, from a week before. Nothing while they stay. */
export function NamesNotice({ group: { namesFadeAt } }: { group: Pick<Group, 'namesFadeAt'> }) {
  if (namesFadeAt === null) return null
  return (
    <div className="page no-print py-2">
      <p className="border-accent border-s-4 py-1 ps-4">
        <strong>
          {say.soon()} <Time at={namesFadeAt} shape="date" />.
        </strong>{' '}
        {say.soonAbout()}
      </p>
    </div>
  )
}
