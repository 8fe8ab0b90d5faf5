import { randomUUID } from 'node:crypto'
import type { Ask } from '#tests/bench/server/load.ts'
import type { Place } from '#tests/bench/server/seed.ts'

/** What is asked of the product, and of the server that knows no rules. */
export type Case = {
  name: string
  goal: number | null
  ours: Ask[]
  limit: Ask[]
  /** So many requests of ours, one after another, are one of it. */
  together?: number
  /** Takes so much longer that its rounds do too. */
  slow?: true
}

/**
 * What a site is asked while groups read, note and answer.
 * @param cookieOf makes the cookie of a session's secret
 */
export async function makeCases(
  places: Place[],
  { guide, chapter, origin, cookieOf }: { guide: string; chapter: string; origin: string; cookieOf: (token: string) => Promise<string> },
): Promise<Case[]> {
  const readings = await Promise.all(
    places.flatMap((place) => place.readers.map(async ({ userId, token }) => ({ ...place, userId, cookie: await cookieOf(token) }))),
  )
  type Reading = (typeof readings)[number]
  const asking = (path: (reading: Reading) => string): Ask[] =>
    readings.map((reading) => ({ path: path(reading), headers: { cookie: reading.cookie } }))
  const bare = (name: string, about: (reading: Reading) => string): Ask[] =>
    readings.map((reading) => ({ path: `/${name}/${reading.groupId}/${about(reading)}/${reading.userId}` }))
  const api = ({ groupId }: Reading) => `/api/groups/${groupId}`
  const words = 'So I read it too, and I should like to hear what the others make of it on Thursday.'
  const saying = (reading: Reading): Ask => ({
    path: `${api(reading)}/comments`,
    method: 'POST',
    headers: { cookie: reading.cookie, origin, 'content-type': 'application/json' },
    body: () =>
      JSON.stringify({
        ...{ id: randomUUID(), chapter, body: words },
        subject: { kind: 'annotation', annotationId: reading.annotationId },
      }),
  })
  return [
    {
      ...{ name: '100 notes of a chapter', goal: 0.45 },
      ...{ ours: asking((at) => `${api(at)}/annotations?chapter=${chapter}`), limit: bare('annotations', () => chapter) },
    },
    {
      ...{ name: '200 comments of a chapter', goal: 0.45 },
      ...{ ours: asking((at) => `${api(at)}/comments?chapter=${chapter}`), limit: bare('comments', () => chapter) },
    },
    {
      ...{ name: 'one comment', goal: 0.45 },
      ...{ ours: asking((at) => `${api(at)}/comments/${at.commentId}`), limit: bare('comment', (at) => at.commentId) },
    },
    {
      ...{ name: 'a comment posted', goal: 0.3 },
      ours: readings.map(saying),
      limit: readings.map(({ groupId, annotationId, userId }) => ({
        ...{ path: `/post/${groupId}/${annotationId}/${userId}`, method: 'POST' as const, headers: { 'content-type': 'application/json' } },
        body: () => JSON.stringify({ id: randomUUID(), body: words }),
      })),
    },
    {
      ...{ name: 'a group’s chapter, HTML', goal: null, slow: true as const },
      ...{ ours: asking((at) => `/groups/${at.groupId}/${chapter}`), limit: bare('talk', () => chapter) },
    },
    {
      ...{ name: 'a group’s chapter with its notes', goal: 0.2, together: 3, slow: true as const },
      // As a browser does: the page, and the two lists that its head asks for.
      ours: readings.flatMap((at) => {
        const list = (noun: string) => `${api(at)}/${noun}?chapter=${chapter}&viewer=${at.userId}`
        const paths = [`/groups/${at.groupId}/${chapter}`, list('annotations'), list('comments')]
        return paths.map((path) => ({ path, headers: { cookie: at.cookie } }))
      }),
      limit: bare('talk', () => chapter),
    },
    { ...{ name: 'a static chapter', goal: 0.5 }, ours: [{ path: `/guides/${guide}/${chapter}` }], limit: [{ path: '/page' }] },
    { ...{ name: 'health', goal: null }, ours: [{ path: '/api/health' }], limit: [{ path: '/health' }] },
  ]
}
