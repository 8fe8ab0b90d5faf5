import { useQuery } from '@tanstack/react-query'
import { useAccount } from '#client/accounts.ts'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import type { GroupItem } from '#domain/group.ts'

/** The groups of the person signed in; undefined while they are not known, and for visitors. */
export function useGroups(): GroupItem[] | undefined {
  const account = useAccount()
  const { data } = useQuery({
    queryKey: keys.groups,
    queryFn: ({ signal }) => ask<GroupItem[]>('GET', '/api/groups', undefined, signal),
    enabled: Boolean(account),
  })
  return data
}
