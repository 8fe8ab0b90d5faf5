'use client'

import { createContext } from 'react'
import type { FeedState, MeetingFeed } from '#client/meeting-feed.ts'
import { useRequired } from '#components/ui/use-required.ts'
import type { Role } from '#domain/group.ts'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { mayAct } from '#domain/live-meeting/may-act.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { Meeting } from '#domain/meeting.ts'

/** What of the meeting's chapter its screen shows: `paragraphs` are the words of each, by its name. */
export type LiveChapter = { slug: string; title: string; language: string; paragraphs: Record<string, string> }

type LivePlace = {
  groupId: string
  meeting: Meeting
  chapter: LiveChapter | null
  viewer: { userId: string; role: Role }
  feed: MeetingFeed
  state: FeedState
}

const Place = createContext<LivePlace | null>(null)
export const LivePlaceProvider = Place.Provider

/** The live meeting that this screen shows, with what the viewer may do in it. */
export function useLivePlace() {
  const place = useRequired(Place, 'LivePlaceProvider')
  const { state, viewer, feed, meeting } = place
  return {
    ...place,
    run: state.run,
    act: feed.act,
    may: (action: MeetingAction) => mayAct(state.run, viewer, action),
    nameOf: (id: string | null) => nameOf(meeting, state.run, id),
  }
}

/** What a person is called in a meeting: a member, also one who has left since, or a guest. */
export function nameOf(meeting: Meeting, run: MeetingRun, id: string | null): string {
  if (id === null) return 'A former member'
  return run.guests[id] ?? meeting.attendances.find(({ member }) => member.id === id)?.member.name ?? 'A former member'
}

/** Everybody who can be named in the meeting: those who are there first, then the other members, then guests. */
export function peopleOf(meeting: Meeting, run: MeetingRun): { id: string; name: string }[] {
  const members = [...meeting.attendances].sort((a, b) => Number(b.present) - Number(a.present))
  const guests = Object.entries(run.guests).map(([id, name]) => ({ id, name }))
  return [...members.map(({ member }) => ({ id: member.id, name: member.name })), ...guests]
}
