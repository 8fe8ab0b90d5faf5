import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAccount } from '#client/accounts.ts'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { activityQuery, groupsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { CreateGroup, Group, GroupItem, UpdateGroup } from '#domain/group.ts'
import type { ChapterActivity } from '#domain/visit.ts'

/** The groups of the person signed in; undefined while they are not known, and for visitors. */
export function useGroups(): GroupItem[] | undefined {
  const account = useAccount()
  return useQuery({ ...groupsQuery(), enabled: Boolean(account) }).data
}

/** Starts a group; sending the same id twice starts one. */
export function useCreateGroup() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: CreateGroup) => ask<Group>('POST', '/api/groups', input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.groups }),
  })
}

/** Changes what a group is called, how it welcomes and where it meets on the net. */
export function useUpdateGroup(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Omit<UpdateGroup, 'groupId'>) => ask<Group>('PATCH', `/api/groups/${groupId}`, change),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.groups }),
  })
}

/**
 * How much was said about each chapter, and how much of it is unread.
 * @param initial what the page came with
 */
export function useActivity(groupId: string, initial: ChapterActivity[]): ChapterActivity[] {
  return usePageAnswer(activityQuery(groupId), initial)
}
