import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { membersQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { Member, Role, WordsLeft } from '#domain/group.ts'

const path = (groupId: string) => `/api/groups/${groupId}/members`

/**
 * Who belongs to the group.
 * @param initial what the page came with
 */
export function useMembers(groupId: string, initial: Member[]): Member[] {
  return useQuery({ ...membersQuery(groupId), initialData: initial }).data
}

/** The names of a group's members but one, in order; none until they are known. */
export function useMemberNames(groupId: string, besides: string): string[] {
  const { data = [] } = useQuery({ ...membersQuery(groupId), staleTime: 60_000 })
  const names = data.filter(({ userId }) => userId !== besides).map(({ name }) => name)
  return [...new Set(names)].sort((one, other) => one.localeCompare(other))
}

/** Gives a role; OWNER hands the group over. */
export function useUpdateMember(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) => ask<Member[]>('PATCH', `${path(groupId)}/${userId}`, { role }),
    onSuccess: (members) => client.setQueryData(keys.members(groupId), members),
  })
}

/** Leaves the group; the person's words stay, stay without a name, or go. */
export function useLeaveGroup(groupId: string) {
  return useMutation({ mutationFn: (words: WordsLeft) => ask<void>('POST', `/api/groups/${groupId}/departure`, { words }) })
}

/** Takes somebody out. */
export function useRemoveMember(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, ...how }: { userId: string; words?: WordsLeft; withdrawLinks?: boolean }) =>
      ask<void>('DELETE', `${path(groupId)}/${userId}`, how),
    onSuccess: (_none, { userId }) => {
      client.setQueryData<Member[]>(keys.members(groupId), (members) => members?.filter((member) => member.userId !== userId))
      return Promise.all([keys.groups, keys.invitations(groupId)].map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  })
}
