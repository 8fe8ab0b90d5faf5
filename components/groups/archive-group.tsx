import type { Route } from 'next'
import Link from 'next/link'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/groups.ts'

type ArchiveProps = { group: Pick<Group, 'id' | 'archivedAt'>; viewer: string; reply: FormReply | null }

/** Closes the group to more words, or opens it again; and the way on to the next circle. */
export function ArchiveGroup({ group: { id, archivedAt }, viewer, reply }: ArchiveProps) {
  const form = { viewer, reply, action: `/api/groups/${id}/archiving`, back: `/groups/${id}/members/archive` }
  return (
    <div className="space-y-8">
      {archivedAt === null ? (
        <ActForm {...form} fields={{ archived: 'yes' }}>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <Button type="submit" variant="primary">
              {say.archiveNow()}
            </Button>
            <Link href={`/groups/${id}/members` as Route} className="link">
              {say.deleteStays()}
            </Link>
          </div>
        </ActForm>
      ) : (
        <section>
          <p className="mb-3 font-medium">
            {say.archivedSince()} <Time at={archivedAt} shape="date" />.
          </p>
          <ActForm {...form} fields={{ archived: 'no' }}>
            <Button type="submit">{say.reopenGroup()}</Button>
          </ActForm>
        </section>
      )}
      <p>
        <Link href={`/groups/${id}/members/next-circle` as Route} prefetch={false} className="link target inline-flex items-center">
          {say.nextCircle()}
        </Link>
      </p>
    </div>
  )
}
