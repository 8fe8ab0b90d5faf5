'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useSelectedLayoutSegments } from 'next/navigation'
import { useRunningMeeting } from '#client/meetings.ts'
import * as m from '#messages/live-meeting.ts'

type NavProps = {
  groupId: string
  name: string
  currentChapter: string
  /** The meeting that was live when the page was made. */
  running: string | null
}

/** The group's own line on each of its pages. */
export function GroupNav({ groupId, name, currentChapter, running: atRender }: NavProps) {
  const segments = useSelectedLayoutSegments()
  const [place] = segments
  const running = useRunningMeeting(groupId, atRender)
  const isPlace = place === 'meetings' || place === 'members' || place === 'changes'
  const home = `/groups/${groupId}`
  const links = [
    { href: `${home}/${currentChapter}`, words: 'Read', here: place !== undefined && !isPlace },
    { href: `${home}/meetings`, words: 'Sessions', here: place === 'meetings' },
    { href: `${home}/members`, words: 'Members', here: place === 'members' },
  ]
  const look = (here: boolean) => `inline-flex items-center px-2.5 target ${here ? 'font-semibold text-accent' : 'hover:bg-line'}`
  return (
    <nav aria-label={name} className="no-print border-line border-b text-sm">
      <div className="page flex flex-wrap items-center">
        <Link
          href={home as Route}
          prefetch={false}
          aria-current={place === undefined ? 'page' : undefined}
          className={`-ml-2.5 min-w-0 max-w-full sm:mr-auto ${look(place === undefined)}`}
        >
          <span className="truncate">{name}</span>
        </Link>
        <div className="flex max-sm:-ml-2.5 max-sm:w-full">
          {links.map(({ href, words, here }) => (
            <Link key={words} href={href as Route} prefetch={false} aria-current={here ? 'page' : undefined} className={look(here)}>
              {words}
            </Link>
          ))}
        </div>
      </div>
      {running !== null && !segments.includes('live') && (
        <p className="bg-accent text-accent-ink">
          <Link href={`${home}/meetings/${running}/live` as Route} prefetch={false} className="page flex items-center font-medium target">
            {m.sessionIsOn()}
          </Link>
        </p>
      )}
    </nav>
  )
}
