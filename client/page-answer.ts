import { type DataTag, type QueryKey, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'

/** What pages came with and this browser has taken over: a page that is gone back to comes with the same again, which may be old by then. */
const taken = new WeakSet<object>()

type Query<Data, Key extends QueryKey> = UseQueryOptions<Data, Error, Data, Key> & { queryKey: DataTag<Key, Data, Error> }

/**
 * A query whose answer the page brought along. What a new page brings counts over what was known before it; what is learnt afterwards
 * counts over the page. (TanStack Query alone takes the page's answer only where nothing was known, so that somebody who comes from another
 * page would see what that one knew until it is fetched.)
 * @param brought as the page came with it, for the same query
 */
export function usePageAnswer<Data extends object, Key extends QueryKey>(query: Query<Data, Key>, brought: Data): Data {
  const client = useQueryClient()
  const { queryKey } = query
  useLayoutEffect(() => {
    if (taken.has(brought)) return
    taken.add(brought)
    if (client.getQueryData(queryKey) !== brought) client.setQueryData<Data>(queryKey as QueryKey, brought)
  }, [client, queryKey, brought])
  const { data } = useQuery<Data, Error, Data, Key>({ ...query, initialData: brought })
  return data as Data
}
