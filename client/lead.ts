import { useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { Lead } from '#domain/live-meeting/lead.ts'

/** Where in the text a live meeting is; undefined until that is known. The group's stream says when to look again. */
export function useLead(groupId: string, meetingId: string): Lead | undefined {
  const path = `/api/groups/${groupId}/meetings/${meetingId}/lead`
  return useQuery({ queryKey: keys.lead(groupId, meetingId), queryFn: ({ signal }) => ask<Lead>('GET', path, undefined, signal) }).data
}

const nameOf = (meetingId: string) => `follows:${meetingId}`

/** Whether this window follows a meeting: it goes on doing so in another chapter and after a reload. */
export function isFollowing(meetingId: string): boolean {
  try {
    return sessionStorage.getItem(nameOf(meetingId)) !== null
  } catch {
    return false
  }
}

/** Keeps for this window whether it follows a meeting. */
export function keepFollowing(meetingId: string, follows: boolean): void {
  try {
    if (follows) sessionStorage.setItem(nameOf(meetingId), '1')
    else sessionStorage.removeItem(nameOf(meetingId))
  } catch {
    // A browser that keeps nothing follows until the page is left.
  }
}
