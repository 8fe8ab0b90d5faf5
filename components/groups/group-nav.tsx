'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useSelectedLayoutSegments } from 'next/navigation'

type NavProps = { groupId: string; name: string; currentChapter: string }

/** The group's own line on each of its pages. */
export function GroupNav({ groupId, name, currentChapter }: NavProps) {
  const [place] = useSelectedLayoutSegments()
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
    </nav>
  )
}
