'use client'

import Link from 'next/link'
import { useEffect } from 'react'
import { useGroups } from '#client/groups.ts'
import { rememberMember } from '#client/member-hint.ts'

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
      <ul className="mt-2 divide-y divide-line">
        {shown.map(({ id, name, guideTitle, unread }) => (
          <li key={id}>
            <Link href={`/groups/${id}`} prefetch={false} className="block min-h-14 py-1.5 hover:bg-line">
              <span className="flex items-center gap-2">
                <span className="truncate font-semibold">{name}</span>
                {unread > 0 && <span className="shrink-0 rounded-full bg-accent px-2 py-0.5 text-accent-ink text-sm">{unread} new</span>}
              </span>
              <span className="block truncate text-muted text-sm">{guideTitle}</span>
            </Link>
          </li>
        ))}
      </ul>
      {groups && shown.length === 0 && <p className="text-muted">None yet.</p>}
    </section>
  )
}
