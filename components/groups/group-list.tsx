import Link from 'next/link'
import type { GroupItem } from '#domain/group.ts'
import * as say from '#messages/groups.ts'

/** Those that go on before those that are archived. */
const inOrder = (groups: GroupItem[]) => [...groups].sort((one, other) => Number(one.archived) - Number(other.archived))

/** Groups to go to, each with its guide and how much is new there. */
export function GroupList({ groups }: { groups: GroupItem[] }) {
  return (
    <ul className="mt-2 divide-y divide-line">
      {inOrder(groups).map(({ id, name, guideTitle, unread, archived }) => (
        <li key={id}>
          <Link href={`/groups/${id}`} prefetch={false} className="block min-h-14 py-1.5 hover:bg-line">
            <span className="flex items-center gap-2">
              <span className="truncate font-semibold">{name}</span>
              {unread > 0 && <span className="shrink-0 rounded-full bg-accent px-2 py-0.5 text-accent-ink text-sm">{unread} new</span>}
            </span>
            <span className="block truncate text-muted text-sm">
              {guideTitle}
              {archived && ` · ${say.archivedLabel()}`}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
