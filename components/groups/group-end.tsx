import type { Route } from 'next'
import Link from 'next/link'
import type { Role } from '#domain/group.ts'
import { mayArchiveGroup, mayDeleteGroup, mayExportGroup, mayStartNextCircle } from '#domain/permissions.ts'
import * as groups from '#messages/groups.ts'
import * as say from '#messages/members.ts'

/** What one does when a group has come to its end: take it along, archive it, start again, delete it. Each member sees what is theirs to do. */
export function GroupEnd({ groupId, role }: { groupId: string; role: Role }) {
  const way = (page: string, words: string) => (
    <Link href={`/groups/${groupId}/members/${page}` as Route} prefetch={false} className="link target inline-flex items-center">
      {words}
    </Link>
  )
  if (!mayStartNextCircle(role)) return null
  return (
    <div className="mt-8">
      {mayExportGroup(role) && (
        <p>
          <a href={`/api/groups/${groupId}/archive`} download className="link">
            {say.downloadGroup()}
          </a>
          <span className="mt-1 block text-muted text-sm">{say.downloadGroupAbout()}</span>
        </p>
      )}
      <p className="mt-2 flex flex-col items-start">
        {way('next-circle', groups.nextCircle())}
        {mayArchiveGroup(role) && way('archive', groups.archiveGroup())}
        {mayDeleteGroup(role) && way('delete', groups.deleteGroup())}
      </p>
    </div>
  )
}
