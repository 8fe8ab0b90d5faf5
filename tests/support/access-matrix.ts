import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from '#tests/support/access-asks.ts'
import { nextWorld } from '#tests/support/access-copies.ts'
import { WHO, type Who, type World } from '#tests/support/access-world.ts'
import { type Canary, findCanaries, readableBy } from '#tests/support/canaries.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

/** One route and method: what each asks, which status each gets, and whose words are in the answer. */
export type Row = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  route: string
  /** In the order of WHO. */
  expected: number[]
  ask: (world: World, asker: Who) => Ask | Promise<Ask>
  /** What somebody who may read all of it finds in the answer; others find as much of it as they may read. */
  shows: readonly Canary[]
}

export const row = (
  method: Row['method'],
  route: string,
  expected: number[],
  ask: Row['ask'] = () => ({}),
  shows: Row['shows'] = [],
): Row => ({ method, route, expected, ask, shows })

type Handlers = Record<string, (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>>

/** Asks each row as everybody. What only reads shares one world, and so does what is refused: neither changes anything. */
export function testRows(rows: Row[]): void {
  describe.each(rows)('$method $route', ({ route, method, ask, expected, shows }) => {
    let handlers: Handlers
    let shared: Promise<World> | undefined
    beforeAll(async () => {
      handlers = await import(/* @vite-ignore */ `${process.cwd()}/app${route}/route.ts`)
    })

    test.each(WHO.map((who, index) => ({ who, status: expected[index] ?? 0 })))('$who gets $status', async ({ who, status }) => {
      const isChanged = method !== 'GET' && status < 400
      if (!isChanged) shared ??= nextWorld()
      const world = await (isChanged ? nextWorld() : shared)
      if (!world) throw new Error('there is no world')
      const person = world.people[who]
      const { params = {}, query, body } = await ask(world, who)
      const handler = handlers[method]
      if (!handler) throw new Error(`${route} has no ${method}`)
      const headers = person ? await signedIn(person) : signedOut()
      const path = `/api${query ? `?${new URLSearchParams(query)}` : ''}`
      const response = await call(handler, { headers: { ...headers, 'x-client-address': randomUUID() }, method, path, params, body })
      expect(response.status).toBe(status)
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) return response.body?.cancel()
      const said = await response.text()
      if (response.status >= 400) expect(response.headers.get('content-type')).toBe('application/problem+json')
      const found = findCanaries(said)
      if (response.status < 400) expect(found).toEqual(readableBy(who, shows))
      // Of a refusal only a conflict tells anything: what stands there now, to those who may read it.
      else expect(found).toEqual(response.status === 409 ? readableBy(who, found) : [])
    })
  })
}

/** A change that a form without scripts sends too: forms know no other method than POST. */
export const alsoByForm = (method: Row['method'], ...rest: [string, number[], Row['ask']?, Row['shows']?]) => [
  row(method, ...rest),
  row('POST', ...rest),
]
