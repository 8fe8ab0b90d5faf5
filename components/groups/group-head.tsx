import type { Group } from '#domain/group.ts'
import type { Guide } from '#domain/guide.ts'

/** What a group is called, what it reads, and its words to whoever comes in. */
export function GroupHead({ group, guide }: { group: Pick<Group, 'name' | 'welcome'>; guide: Pick<Guide, 'title' | 'language'> }) {
  return (
    <>
      <h1 className="wrap-anywhere">{group.name}</h1>
      <p className="mt-1 text-muted" lang={guide.language}>
        {guide.title}
      </p>
      {group.welcome && (
        <p dir="auto" className="measure wrap-anywhere mt-4 whitespace-pre-line">
          {group.welcome}
        </p>
      )}
    </>
  )
}
