import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { OwnReturn } from '#domain/return.ts'
import * as say from '#messages/returns.ts'

/** On each page of a group, to the member whose place somebody else may be about to take: one press stops it, without scripts too. */
export function ReturnNotice({ groupId, viewer, own: { id, by, dueAt } }: { groupId: string; viewer: string; own: OwnReturn }) {
  return (
    <section aria-label={say.logTitle()} className="page no-print py-2">
      <form
        method="post"
        action={`/api/groups/${groupId}/returns/${id}/stop`}
        className="flex flex-wrap items-center gap-x-6 gap-y-3 border-danger border-s-4 py-2 ps-4"
      >
        <input type="hidden" name="viewer" value={viewer} />
        <input type="hidden" name="back" value={`/groups/${groupId}/members`} />
        <p className="min-w-60 flex-1">
          <strong>
            {dueAt === null ? say.noticePrinted() : say.noticeClaimed()}
            {dueAt !== null && (
              <>
                {' '}
                <Time at={dueAt} shape="datetime" />.
              </>
            )}
          </strong>{' '}
          {say.noticeAbout({ by: by ?? say.someOwner() })}
        </p>
        <Button type="submit" variant="primary">
          {say.stillHere()}
        </Button>
      </form>
    </section>
  )
}
