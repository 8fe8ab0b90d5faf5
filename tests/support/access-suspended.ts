import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { G } from '#tests/support/access-asks.ts'
import type { Row } from '#tests/support/access-matrix.ts'
import { makeWorld } from '#tests/support/access-world.ts'
import { call, signedIn } from '#tests/support/request.ts'

/** What the owner takes along from a suspended group. */
const STILL = [`GET ${G}/archive`]

type Asked = { row: Row; who: 'creator' | 'owner' | 'stranger' }

/** Asks for everything of a group. @returns what each is told, as `POST comments owner 403 groupSuspended` */
async function askAll(
  rows: Row[],
  asked: (row: Row) => Asked['who'][],
  prepare: (world: Awaited<ReturnType<typeof makeWorld>>) => Promise<void>,
) {
  const world = await makeWorld()
  const told: string[] = []
  const asks = await Promise.all(rows.flatMap((row) => asked(row).map(async (who) => ({ row, who, given: await row.ask(world, who) }))))
  await prepare(world)
  for (const { row, who, given } of asks) {
    const person = world.people[who]
    if (!person) throw new Error(`nobody is the ${who}`)
    const handlers = await import(/* @vite-ignore */ `${process.cwd()}/app${row.route}/route.ts`)
    const { params = {}, query, body } = given
    const path = `/api${query ? `?${new URLSearchParams(query)}` : ''}`
    const response = await call(handlers[row.method], { headers: await signedIn(person), method: row.method, path, params, body })
    const { code } = response.status < 400 ? { code: '' } : await response.json()
    told.push(`${row.method} ${row.route} ${who} ${response.status} ${code}`)
  }
  return told
}

/** Asks for everything of a suspended group as two of its members, and of a group as an owner of the installation who is in none. */
export function testSuspended(rows: Row[]): void {
  const ofGroup = rows.filter(({ method, route }) => route.startsWith(G) && !STILL.includes(`${method} ${route}`))

  test('a suspended group tells nobody in it anything and takes nothing, by any route', async () => {
    const told = await askAll(
      ofGroup,
      () => ['creator', 'owner'],
      async ({ group }) => {
        await db().readingGroup.update({ where: { id: group.id }, data: { suspendedAt: new Date(), suspendedReason: 'Because.' } })
      },
    )
    const other = told.filter((line) => !line.endsWith(' 403 groupSuspended'))
    expect(other).toEqual([])
    expect(told.length).toBe(ofGroup.length * 2)
  })

  test('an owner of the installation who is in no group is refused by every route of a group, as any stranger', async () => {
    const told = await askAll(
      ofGroup,
      () => ['stranger'],
      async ({ people }) => {
        await db().installationOwner.create({ data: { userId: people.stranger?.id ?? '' } })
      },
    )
    expect(told.filter((line) => !/ stranger 404 /.test(line))).toEqual([])
  })
}
