import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as annotationRoute from '#app/api/groups/[groupId]/annotations/[annotationId]/route.ts'
import * as annotationsRoute from '#app/api/groups/[groupId]/annotations/route.ts'
import { refreshChanged } from '#client/live.ts'
import { keys } from '#client/query-keys.ts'
import { changeTalk, fetchTalk, listAddress } from '#client/talk-cache.ts'
import { ANNOTATIONS } from '#client/talk-nouns.ts'
import type { Annotation } from '#domain/annotation.ts'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { CHAPTER, type Circle, createCircle, marking } from '#tests/support/circle.ts'
import { call, signedIn } from '#tests/support/request.ts'

/* The browser's cache against the real routes: only the wire between them is ours. */

let circle: Circle
let client: QueryClient
let asked: string[]
let stopWatching = () => {}
const list = () => client.getQueryData<Annotation[]>(keys.annotations(circle.groupId, CHAPTER)) ?? []
const place = () => ({ groupId: circle.groupId, chapter: CHAPTER })

beforeEach(async () => {
  circle = await createCircle()
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  asked = []
  const headers = await signedIn({ id: circle.ben.userId })
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const [, annotationId] = /annotations\/([^/?]+)/.exec(path) ?? []
    const params = { groupId: circle.groupId, ...(annotationId && { annotationId }) }
    return call(annotationId ? annotationRoute.GET : annotationsRoute.GET, { headers, path, params })
  })
})
afterEach(() => {
  stopWatching()
  client.clear()
  vi.unstubAllGlobals()
})

/** Shows the list, as a page does. */
async function watch(): Promise<void> {
  const observer = new QueryObserver(client, {
    queryKey: keys.annotations(circle.groupId, CHAPTER),
    queryFn: ({ signal }) => fetchTalk(ANNOTATIONS, place(), signal),
  })
  stopWatching = observer.subscribe(() => {})
  await vi.waitFor(() => expect(observer.getCurrentResult().status).toBe('success'), { timeout: 40_000 })
  asked.length = 0
}

const changed = (...ids: string[]) =>
  refreshChanged(
    client,
    circle.groupId,
    ids.map((id) => ({ noun: 'annotation', id, chapter: CHAPTER })),
  )
const mark = async (words: string) => createAnnotation(circle.ada, await marking(circle.groupId, words))

test('one change fetches one item, and puts it in its place', async () => {
  const [first, last] = [await mark('A tide'), await mark('Bristol Channel')]
  await watch()
  const between = await mark('one bulge faces the Moon')
  await changed(between.id)
  expect(asked).toEqual([`/api/groups/${circle.groupId}/annotations/${between.id}`])
  expect(list().map(({ id }) => id)).toEqual([first.id, between.id, last.id])
  await updateAnnotation(circle.ada, { groupId: circle.groupId, annotationId: first.id, version: 1, body: 'Yes.', visibility: 'GROUP' })
  await changed(first.id, first.id)
  expect(asked).toHaveLength(2)
  expect(list()[0]).toMatchObject({ body: 'Yes.', version: 2 })
})

test('what was deleted, or became private, goes', async () => {
  const [first, second] = [await mark('A tide'), await mark('Bristol Channel')]
  await watch()
  await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: first.id })
  await updateAnnotation(circle.ada, { groupId: circle.groupId, annotationId: second.id, version: 1, body: '', visibility: 'PRIVATE' })
  await changed(first.id, second.id)
  expect(list()).toEqual([])
})

test('what is told to be gone goes without a question, also while it is being fetched', async () => {
  const [first, second, third] = [await mark('A tide'), await mark('Bristol Channel'), await mark('one bulge faces the Moon')]
  await watch()
  const gone = { noun: 'annotation', id: first.id, chapter: CHAPTER, removed: true } as const
  await refreshChanged(client, circle.groupId, [{ ...gone, removed: undefined }, gone])
  expect(asked).toEqual([])
  expect(list()).toHaveLength(2)
  const fetching = changed(second.id)
  await refreshChanged(client, circle.groupId, [{ ...gone, id: second.id }])
  await fetching
  expect(list().map(({ id }) => id)).toEqual([third.id])
  // Brought back in the same moment: then it is fetched.
  await refreshChanged(client, circle.groupId, [
    { ...gone, id: third.id },
    { ...gone, id: third.id, removed: undefined },
  ])
  expect(asked.at(-1)).toContain(third.id)
  expect(list().map(({ id }) => id)).toEqual([third.id])
})

test('many changes at once fetch the list, and a list that nobody looks at is left alone', async () => {
  const ids: string[] = []
  for (let n = 0; n < 21; n++) ids.push((await mark('A tide')).id)
  await changed(...ids)
  expect(asked).toEqual([])
  await watch()
  await changed(...ids)
  expect(asked).toEqual([`/api/groups/${circle.groupId}/annotations?chapter=${CHAPTER}`])
  expect(list().map(({ id }) => id)).toEqual(ids.toSorted())
})

test('what changes while the list is on its way is not undone by it', async () => {
  const kept = await mark('A tide')
  const gone = await mark('Bristol Channel')
  const fetching = fetchTalk(ANNOTATIONS, place(), new AbortController().signal)
  changeTalk(client, ANNOTATIONS, place(), kept.id, { ...kept, version: 2, body: 'Newer.' })
  changeTalk(client, ANNOTATIONS, place(), gone.id, null)
  expect((await fetching).map(({ id, body }) => [id, body])).toEqual([[kept.id, 'Newer.']])
})

test('all pages are fetched', async () => {
  const fetchPage = fetch
  vi.stubGlobal('fetch', (path: string) => fetchPage(`${path}&limit=2`))
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.push((await mark('A tide')).id)
  await watch()
  expect(list().map(({ id }) => id)).toEqual(ids.toSorted())
})

test('a list that is asked for by its address alone is refused to whom the page was not made for', async () => {
  const headers = await signedIn({ id: circle.ben.userId })
  const ask = (viewer: string) => {
    const path = listAddress(ANNOTATIONS, place(), viewer)
    return call(annotationsRoute.GET, { headers, path, params: { groupId: circle.groupId } })
  }
  expect((await ask(circle.ben.userId)).status).toBe(200)
  expect((await ask(circle.ada.userId)).status).toBe(412)
})
