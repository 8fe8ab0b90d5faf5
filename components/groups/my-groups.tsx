'use client'

import { useEffect } from 'react'
import { useGroups } from '#client/groups.ts'
import { rememberMember } from '#client/member-hint.ts'
import { GroupList } from '#components/groups/group-list.tsx'

/**
 * The groups of whoever is signed in, on one guide or on all. Hidden from visitors; for members the style sheet keeps as
 * much room as they had groups last time, so that the page does not move when the list comes.
 */
export function MyGroups({ guide }: { guide?: string }) {
  const groups = useGroups()
  useEffect(() => {
    if (groups) rememberMember(groups.length)
  }, [groups])
  const shown = groups?.filter((group) => !guide || group.guide === guide) ?? []
  return (
    <section id="groups" aria-labelledby="groups-title" className="my-groups">
      <h2 id="groups-title">{guide ? 'Your groups on this guide' : 'Your groups'}</h2>
      <GroupList groups={shown} />
      {groups && shown.length === 0 && <p className="text-muted">None yet.</p>}
    </section>
  )
}
