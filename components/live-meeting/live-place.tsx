'use client'

import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useFeed, useLiveMeeting } from '#client/live-meeting.ts'
import type { FeedState, MeetingFeed } from '#client/meeting-feed.ts'
import { useMeeting } from '#client/meetings.ts'
import { useRequired } from '#components/ui/use-required.ts'
import type { Role } from '#domain/group.ts'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { mayAct } from '#domain/live-meeting/may-act.ts'
import { nameOf, withHeard } from '#domain/live-meeting/people.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Meeting } from '#domain/meeting.ts'

/** What of a chapter the screen of a meeting shows: the names of its paragraphs in their order, and the words of each by its name. */
export type LiveChapter = { slug: string; title: string; language: string; labels: string[]; paragraphs: Record<string, string> }

/** Who is looking. Under the id of their account this device keeps what is not sent yet. */
type LiveViewer = { userId: string; accountId: string; role: Role }

type LivePlace = {
  groupId: string
  meeting: Meeting
  chapters: readonly LiveChapter[]
  viewer: LiveViewer
  /** Guests of earlier sessions, who may come again. */
  formerGuests: readonly { id: string; name: string }[]
  feed: MeetingFeed
  state: FeedState
  /** Whose words are written on this device now: the viewer's, unless it is handed round. */
  writerId: string
  setWriter: (id: string) => void
}

const NOBODY: LivePlace['formerGuests'] = []

const Place = createContext<LivePlace | null>(null)

export type LivePlaceProps = {
  groupId: string
  meeting: Meeting
  /** Those that it takes up, in their order. */
  chapters: readonly LiveChapter[]
  viewer: LiveViewer
  /** As the page was made: the meeting's events so far, and the server's clock in milliseconds since 1970. */
  initial: { run: MeetingRun; now: number }
  /** The moment that the page is of, null where that is not known; left out by a page that hears of its group by itself. */
  madeAt?: string | null
  formerGuests?: readonly { id: string; name: string }[]
  children: ReactNode
}

/** Keeps the parts of a page in touch with one meeting: what they do in it counts at once, and what others do comes in. */
export function LivePlaceProvider({
  groupId,
  meeting: loaded,
  chapters,
  viewer,
  initial,
  madeAt,
  formerGuests = NOBODY,
  children,
}: LivePlaceProps) {
  const ticked = useMeeting(groupId, loaded)
  const { userId: viewerId, accountId } = viewer
  const feed = useLiveMeeting({ groupId, meetingId: ticked.id, viewerId, accountId, madeAt }, initial)
  const state = useFeed(feed)
  const [writerId, setWriter] = useState(viewer.userId)
  const meeting = useMemo(() => withHeard(ticked, state.run), [ticked, state.run])
  const place = useMemo(
    () => ({ groupId, meeting, chapters, viewer, formerGuests, feed, state, writerId, setWriter }),
    [groupId, meeting, chapters, viewer, formerGuests, feed, state, writerId],
  )
  return <Place.Provider value={place}>{children}</Place.Provider>
}

/** The live meeting that this screen shows, with the chapter that it is at and what the viewer may do in it. */
export function useLivePlace() {
  const place = useRequired(Place, 'LivePlaceProvider')
  const { state, viewer, feed, meeting, chapters } = place
  const current = state.run.items.find(({ id }) => id === state.run.currentId)
  return {
    ...place,
    chapter: chapters.find(({ slug }) => slug === current?.chapter) ?? chapters[0] ?? null,
    run: state.run,
    act: feed.act,
    may: (action: MeetingAction) => mayAct(state.run, viewer, action),
    nameOf: (id: string | null) => nameOf(meeting, state.run, id),
  }
}
