'use client'

import { Bell, type LucideIcon, Search } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter, useSelectedLayoutSegments } from 'next/navigation'
import { useEffect } from 'react'
import { isComposing } from '#client/composing.ts'
import { useCalls } from '#client/inbox.ts'
import { areLettersOn } from '#client/letter-keys.ts'
import { useRunningMeeting } from '#client/running-meeting.ts'
import type { Calls } from '#domain/inbox.ts'
import * as m from '#messages/group-nav.ts'

const PLACES = ['meetings', 'members', 'changes', 'search', 'inbox', 'moderation', 'questions', 'circles', 'brought-notes']

type NavProps = {
  groupId: string
  name: string
  currentChapter: string
  /** The meeting that was live when the page was made. */
  running: string | null
  /** What waited for the viewer then. */
  calls: Calls
}

/** The group's own line on each of its pages. */
export function GroupNav({ groupId, name, currentChapter, running: atRender, calls }: NavProps) {
  const segments = useSelectedLayoutSegments()
  const [place] = segments
  const running = useRunningMeeting(groupId, atRender)
  const isPlace = place !== undefined && PLACES.includes(place)
  const { waiting } = useCalls(groupId, calls)
  const home = `/groups/${groupId}`
  useSearchKey(`${home}/search`)
  const links: { href: string; words: string; here: boolean; waits?: boolean; icon?: LucideIcon }[] = [
    { href: `${home}/${currentChapter}`, words: 'Read', here: place !== undefined && !isPlace },
    { href: `${home}/meetings`, words: 'Sessions', here: place === 'meetings' },
    { href: `${home}/members`, words: 'Members', here: place === 'members' },
    { href: `${home}/search`, words: m.search(), here: place === 'search', icon: Search },
    { href: `${home}/inbox`, words: m.forYou(), here: place === 'inbox', waits: waiting, icon: Bell },
  ]
  const look = (here: boolean) =>
    `relative inline-flex items-center whitespace-nowrap px-2.5 max-[22em]:px-2 target ${here ? 'font-semibold text-accent' : 'hover:bg-line'}`
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
        <div className="flex flex-wrap max-sm:-ml-2.5 max-sm:w-full">
          {links.map(({ href, words, here, waits = false, icon: Icon }) => (
            <Link key={words} href={href as Route} prefetch={false} aria-current={here ? 'page' : undefined} className={look(here)}>
              {Icon ? (
                <>
                  <Icon aria-hidden size={18} className="sm:hidden" />
                  <span className="max-sm:sr-only">{words}</span>
                </>
              ) : (
                words
              )}
              {waits && (
                <span className="absolute end-0 top-2 size-2 rounded-full bg-accent">
                  <span className="sr-only">{m.somethingNew()}</span>
                </span>
              )}
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

/** Where a slash is written, or means something else. */
const TYPING = 'input, textarea, select, dialog, [popover], [contenteditable]'

/** "/" opens the search, for those who have not turned single-letter shortcuts off. */
function useSearchKey(path: string): void {
  const router = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, target } = event
      if (key !== '/' || isComposing(event) || ctrlKey || altKey || metaKey || !areLettersOn()) return
      if (target instanceof Element && target.closest(TYPING)) return
      event.preventDefault()
      router.push(path as Route)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [path, router])
}
