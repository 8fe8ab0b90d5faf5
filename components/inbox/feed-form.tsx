import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import * as say from '#messages/letters.ts'

type FeedFormProps = { groupId: string; viewer: string; address: string | null }

/** The viewer's own feed of a group: making its address, replacing it, ending it. */
export function FeedForm({ groupId, viewer, address }: FeedFormProps) {
  const action = `/api/groups/${groupId}/feed`
  return (
    <section aria-labelledby="feed" className="measure mt-12">
      <h2 id="feed">{say.feed()}</h2>
      <p className="mt-1 mb-4 text-muted">{say.feedAbout()}</p>
      {address && (
        <div className="mb-4">
          <Field label={say.feedAddress()} name="address" readOnly defaultValue={address} key={address} className="font-mono text-sm" />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        <Press action={action} groupId={groupId} viewer={viewer} label={address ? say.replaceFeed() : say.makeFeed()} />
        {address && <Press action={`${action}/removal`} groupId={groupId} viewer={viewer} label={say.endFeed()} />}
      </div>
    </section>
  )
}

function Press({ action, groupId, viewer, label }: { action: string; groupId: string; viewer: string; label: string }) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="viewer" value={viewer} />
      <input type="hidden" name="back" value={`/groups/${groupId}/inbox/settings`} />
      <Button type="submit">{label}</Button>
    </form>
  )
}
