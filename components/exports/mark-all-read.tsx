import { Button } from '#components/ui/button.tsx'
import * as say from '#messages/threads.ts'

type MarkAllReadProps = { groupId: string; chapter: string; viewerId: string; unread: number }

/** How much on a chapter is new to the reader, and the way to have read it all; without scripts nothing else says so. */
export function MarkAllRead({ groupId, chapter, viewerId, unread }: MarkAllReadProps) {
  if (unread === 0) return null
  return (
    <form method="post" action={`/api/groups/${groupId}/visits`} className="no-print mb-6 flex flex-wrap items-center gap-x-3">
      <input type="hidden" name="back" value={`/groups/${groupId}/${chapter}/notes`} />
      <input type="hidden" name="viewer" value={viewerId} />
      <input type="hidden" name="chapter" value={chapter} />
      <span className="font-semibold">{say.newHere({ unread })}</span>
      <Button type="submit" size="small">
        {say.markAllRead()}
      </Button>
    </form>
  )
}
