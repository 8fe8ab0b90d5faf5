import { useMutation, useQuery } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { membersQuery } from '#client/queries.ts'
import type { Member, WordsLeft } from '#domain/group.ts'

/**
 * Who belongs to the group.
 * @param initial what the page came with
 */
export function useMembers(groupId: string, initial: Member[]): Member[] {
  return usePageAnswer(membersQuery(groupId), initial)
}

/** The names of a group's members but one, in order; none until they are known. */
export function useMemberNames(groupId: string, besides: string): string[] {
  const { data = [] } = useQuery({ ...membersQuery(groupId), staleTime: 60_000 })
  const names = data.filter(({ userId }) => userId !== besides).map(({ name }) => name)
  return [...new Set(names)].sort((one, other) => one.localeCompare(other))
}

/** Leaves the group; the person's words stay, stay without a name, or go. */
export function useLeaveGroup(groupId: string) {
  return useMutation({
    mutationFn: (how: { words: WordsLeft; current: string }) => ask<void>('POST', `/api/groups/${groupId}/departure`, how),
  })
}
