import { type QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import { answerOf, ask, request } from '#client/http.ts'
import { viewerId } from '#client/viewer.ts'
import type { Page } from '#domain/page.ts'
import { Problem } from '#domain/problem.ts'

/** Where people talk. */
export type TalkPlace = { groupId: string; chapter: string }

export type Said = { id: string; version: number }

/** One kind of talk: annotations, comments or answers. */
export type TalkNoun<Item extends Said> = {
  /** Its part of the address under a group. */
  segment: string
  key: (groupId: string, chapter: string) => readonly string[]
  /** Whether its list gives single items by their ids. */
  together?: true
  /** The order of the list, as the server keeps it. */
  compare: (one: Item, other: Item) => number
}

/** The order of what is read as a conversation: oldest first. */
export const byTime = (one: { id: string; createdAt: string }, other: { id: string; createdAt: string }) =>
  compareText(one.createdAt, other.createdAt) || compareText(one.id, other.id)

/** The order of Unicode, as the server has it for ids and times; that of languages differs. */
export const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other))

export const talkPath = ({ segment }: TalkNoun<never>, groupId: string, id?: string) =>
  `/api/groups/${groupId}/${segment}${id ? `/${id}` : ''}`

/**
 * The address of a page of a list. It says whom it is for, where other requests say so in a header: so the very same can be asked for by the
 * head of a page, before any script has come.
 */
export function listAddress(
  noun: TalkNoun<never>,
  { groupId, chapter }: TalkPlace,
  viewer: string | undefined,
  cursor?: string | null,
): string {
  const query = new URLSearchParams({ chapter, ...(viewer && { viewer }), ...(cursor && { cursor }) })
  return `${talkPath(noun, groupId)}?${query}`
}

/** What became of single items, each the item itself or null when it has gone. */
type Changes<Item> = Map<string, Item | null>

/** Single items on their way from the server, by name: whether they have gone since they were asked for. */
const fetching = new Map<string, Set<{ gone: boolean }>>()

/** For every list on its way from the server: what changed here since it was asked for, and may be older in it. */
const underway = new Map<string, Set<Changes<Said>>>()

/**
 * Fetches everything of one kind that was said about a chapter, page after page.
 * What changed here meanwhile wins over what the pages say.
 */
export async function fetchTalk<Item extends Said>(noun: TalkNoun<Item>, place: TalkPlace, signal: AbortSignal): Promise<Item[]> {
  const name = nameOf(noun, place)
  const changes: Changes<Said> = new Map()
  const lists = underway.get(name) ?? new Set()
  underway.set(name, lists.add(changes))
  try {
    const items: Item[] = []
    let cursor: string | null = null
    do {
      const page: Page<Item> = await answerOf(await request(listAddress(noun, place, viewerId(), cursor), { signal }))
      items.push(...page.items)
      cursor = page.next
    } while (cursor)
    let list = items
    for (const [id, item] of changes as Changes<Item>) list = withChange(noun, list, id, item)
    return list
  } finally {
    lists.delete(changes)
    if (lists.size === 0) underway.delete(name)
  }
}

const nameOf = ({ segment }: TalkNoun<never>, { groupId, chapter }: TalkPlace) => `${groupId} ${chapter} ${segment}`

/** A list with one item put in its place, or taken out. An older version never replaces a newer one. */
export function withChange<Item extends Said>(noun: TalkNoun<Item>, list: Item[], id: string, item: Item | null): Item[] {
  const at = list.findIndex((known) => known.id === id)
  const known = list[at]
  if (!item) return known ? list.toSpliced(at, 1) : list
  if (known && known.version > item.version) return list
  if (known && noun.compare(known, item) === 0) return list.with(at, item)
  const rest = known ? list.toSpliced(at, 1) : list
  const after = rest.findLastIndex((other) => noun.compare(other, item) < 0)
  return rest.toSpliced(after + 1, 0, item)
}

/**
 * A list in which whatever is as it was is the very same object as before, so that nothing is drawn again for it. Items are told by
 * their ids: an item that has come in between makes no other one new.
 */
export function keepKnown<Item extends Said>(known: Item[] | undefined, list: Item[]): Item[] {
  if (!known) return list
  // Most often one of thousands has changed: what is the same at both ends need not be looked up.
  const before = countWhile(list, (item, at) => item === known[at])
  const [end, knownEnd] = [list.length, known.length]
  const most = Math.min(end, knownEnd) - before
  const after = Math.min(
    most,
    countWhile(list, (_, at) => list[end - 1 - at] === known[knownEnd - 1 - at]),
  )
  const byId = new Map(known.slice(before, knownEnd - after).map((item) => [item.id, item]))
  const between = list.slice(before, end - after).map((item) => replaceEqualDeep(byId.get(item.id), item))
  if (end === knownEnd && between.every((item, at) => item === known[before + at])) return known
  return [...list.slice(0, before), ...between, ...list.slice(end - after)]
}

/** For how many of the first items in a row a test holds. */
function countWhile<Item>(items: readonly Item[], test: (item: Item, at: number) => boolean): number {
  const at = items.findIndex((item, at) => !test(item, at))
  return at === -1 ? items.length : at
}

/** Puts an item into the chapter's list, or takes it out (null); a list that is not known here stays unknown. */
export function changeTalk<Item extends Said>(
  client: QueryClient,
  noun: TalkNoun<Item>,
  place: TalkPlace,
  id: string,
  item: Item | null,
): void {
  for (const changes of underway.get(nameOf(noun, place)) ?? []) changes.set(id, item)
  client.setQueryData<Item[]>(noun.key(place.groupId, place.chapter), (list) => list && withChange(noun, list, id, item))
}

/**
 * Fetches some items anew and puts them into their list; those that cannot be seen any more are taken out. Several of a kind that can be
 * asked for together travel in one request. When that fails, the whole list is fetched as soon as it can be.
 */
export async function refreshTalk<Item extends Said>(
  client: QueryClient,
  noun: TalkNoun<Item>,
  place: TalkPlace,
  ...ids: string[]
): Promise<void> {
  if (ids.length > 1 && !noun.together) {
    await Promise.all(ids.map((id) => refreshTalk(client, noun, place, id)))
    return
  }
  const asked = ids.map((id) => ({ id, gone: false }))
  for (const one of asked) {
    const name = `${nameOf(noun, place)} ${one.id}`
    fetching.set(name, (fetching.get(name) ?? new Set()).add(one))
  }
  try {
    const items = await fetchItems(noun, place, ids)
    for (const { id, gone } of asked) if (!gone) changeTalk(client, noun, place, id, items.get(id) ?? null)
  } catch {
    void client.invalidateQueries({ queryKey: noun.key(place.groupId, place.chapter) })
  } finally {
    for (const one of asked) {
      const name = `${nameOf(noun, place)} ${one.id}`
      const all = fetching.get(name)
      all?.delete(one)
      if (all?.size === 0) fetching.delete(name)
    }
  }
}

/** Some items by their ids; one that cannot be seen is not among them. */
async function fetchItems<Item extends Said>(noun: TalkNoun<Item>, place: TalkPlace, ids: string[]): Promise<Map<string, Item>> {
  const [only = ''] = ids
  try {
    if (ids.length === 1) return new Map([[only, await ask<Item>('GET', talkPath(noun, place.groupId, only))]])
    const query = new URLSearchParams({ chapter: place.chapter, ids: ids.join(',') })
    const { items } = await ask<Page<Item>>('GET', `${talkPath(noun, place.groupId)}?${query}`)
    return new Map(items.map((item) => [item.id, item]))
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not-found') return new Map()
    throw error
  }
}

/** Takes out what is known to be gone for everybody; an answer that is on its way from before does not bring it back. */
export function dropTalk<Item extends Said>(client: QueryClient, noun: TalkNoun<Item>, place: TalkPlace, id: string): void {
  for (const asked of fetching.get(`${nameOf(noun, place)} ${id}`) ?? []) asked.gone = true
  changeTalk(client, noun, place, id, null)
}
