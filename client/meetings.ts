import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { meetingQuery, meetingsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import { comes } from '#domain/comes.ts'
import type { PublishSummary } from '#domain/live-meeting/summary.ts'
import type {
  Attendance,
  CreateMeetings,
  Meeting,
  MeetingItem,
  Rearrangement,
  Summary,
  UpdateAttendance,
  UpdateMeeting,
} from '#domain/meeting.ts'
import type { Sheet } from '#domain/paper.ts'

const listPath = (groupId: string) => `/api/groups/${groupId}/meetings`
const path = (groupId: string, meetingId: string) => `${listPath(groupId)}/${meetingId}`

/** Where a calendar gets one meeting's file. */
export const meetingCalendarPath = (groupId: string, meetingId: string) => `${path(groupId, meetingId)}/calendar`
/** Where the week is as a PDF. */
export const meetingPaperPath = (groupId: string, meetingId: string, sheet: Sheet) => `${path(groupId, meetingId)}/paper?sheet=${sheet}`
/** Where a calendar gets the file of all of a group's meetings. */
export const groupCalendarPath = (groupId: string) => `/api/groups/${groupId}/calendar`

/**
 * All meetings of a group, earliest first.
 * @param initial what the page came with
 */
export function useMeetings(groupId: string, initial: MeetingItem[]): MeetingItem[] {
  return usePageAnswer(meetingsQuery(groupId), initial)
}

/** All meetings of a group for whoever changes their plan; undefined until they are here. */
export function useMeetingPlan(groupId: string): MeetingItem[] | undefined {
  const queryFn = ({ signal }: { signal: AbortSignal }) => ask<MeetingItem[]>('GET', listPath(groupId), undefined, signal)
  return useQuery({ queryKey: keys.meetings(groupId), queryFn }).data
}

/** @param initial what the page came with */
export function useMeeting(groupId: string, initial: Meeting): Meeting {
  return usePageAnswer(meetingQuery(groupId, initial.id), initial)
}

/** Plans the meetings of a schedule; the list knows them when the promise resolves. */
export function useCreateMeetings(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Omit<CreateMeetings, 'groupId'>) => ask<MeetingItem[]>('POST', listPath(groupId), input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.meetings(groupId), refetchType: 'all' }),
  })
}

/** Moves, cancels or un-cancels. A stale change shows what the meeting is now, and fails with the server's sentence. */
export function useUpdateMeeting(groupId: string, meetingId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Omit<UpdateMeeting, 'groupId' | 'meetingId'>) => ask<Meeting>('PATCH', path(groupId, meetingId), input),
    onSuccess: (meeting) => client.setQueryData(keys.meeting(groupId, meetingId), meeting),
    onSettled: () => client.invalidateQueries({ queryKey: keys.meetings(groupId) }),
  })
}

/** Skips, splits, merges or adds one; all meetings on the screen are then as the server has them. */
export function useRearrange(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Rearrangement) => ask<MeetingItem[]>('POST', `${listPath(groupId)}/rearrangement`, { change }),
    onSuccess: (meetings) => client.setQueryData(keys.meetings(groupId), meetings),
    onSettled: () => client.invalidateQueries({ queryKey: keys.meetings(groupId) }),
  })
}

/** Publishes what came of a meeting. A stale one fails with the server's sentence and what was published meanwhile. */
export function usePublishSummary(groupId: string, meetingId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Omit<PublishSummary, 'groupId' | 'meetingId'>) => ask<Summary>('PUT', `${path(groupId, meetingId)}/summary`, input),
    onSuccess: (summary) => client.setQueryData<Meeting>(keys.meeting(groupId, meetingId), (known) => known && { ...known, summary }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.meetings(groupId) }),
  })
}

/** Makes a meeting's agenda the group's template; null takes the template away. */
export function useSaveTemplate(groupId: string) {
  return useMutation({ mutationFn: (meetingId: string | null) => ask('PUT', `/api/groups/${groupId}/agenda-template`, { meetingId }) })
}

type Mark = Omit<UpdateAttendance, 'groupId' | 'meetingId'>

/** Answers and ticks show at once, and go back when the server refuses. */
export function useUpdateAttendance(groupId: string, meetingId: string) {
  const client = useQueryClient()
  const key = keys.meeting(groupId, meetingId)
  const show = (userId: string, change: Partial<Attendance>) =>
    client.setQueryData<Meeting>(key, (meeting) => meeting && withAttendance(meeting, userId, change))
  return useMutation({
    mutationKey: key,
    // One after the other, so that the last tap is the last word.
    scope: { id: key.join('/') },
    mutationFn: (mark: Mark) => ask<Omit<Attendance, 'joined'>>('PUT', `${path(groupId, meetingId)}/attendance`, mark),
    onMutate: async ({ userId, rsvp, present }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Meeting>(key)?.attendances.find(({ member }) => member.id === userId)
      show(userId, { ...(rsvp !== undefined && { rsvp }), ...(present !== undefined && { present }) })
      return before && { rsvp: before.rsvp, present: before.present }
    },
    onError: (_error, { userId }, before) => before && show(userId, before),
    // While another tap is on its way the server's view would undo it on the screen.
    onSettled: () => client.isMutating({ mutationKey: key }) === 1 && client.invalidateQueries({ queryKey: keys.meetings(groupId) }),
  })
}

function withAttendance(meeting: Meeting, userId: string, change: Partial<Attendance>): Meeting {
  const attendances = meeting.attendances.map((row) => (row.member.id === userId ? { ...row, ...change } : row))
  const rsvp = attendances.find(({ isViewer }) => isViewer)?.rsvp ?? null
  return { ...meeting, attendances, rsvp, going: attendances.filter((row) => comes(row.rsvp)).length }
}
