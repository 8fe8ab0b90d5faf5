import { useQuery } from '@tanstack/react-query'
import { runningMeetingQuery } from '#client/queries.ts'

/**
 * The id of the meeting that is live in a group now, or null.
 * @param initial what the page came with
 */
export function useRunningMeeting(groupId: string, initial: string | null): string | null {
  return useQuery({ ...runningMeetingQuery(groupId), initialData: initial }).data
}
