import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { Prisma } from '#server/db.ts'
import { lookup } from '#server/lookup.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'

let circle: Circle

beforeAll(async () => {
  circle = await createCircle()
})

const find = (bounds?: Parameters<typeof lookup>[1]) =>
  lookup<{ name: string; since: Date | null }, { userId: string; since?: Date | null }>(
    (at) => Prisma.sql`SELECT u.name, ${at.since}::timestamptz AS since FROM users u WHERE u.id = ${at.userId}::uuid`,
    bounds,
  )

/** What the database is asked while something is done. */
async function counting<Result>(work: () => Promise<Result>): Promise<{ result: Result; asked: number }> {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const result = await work()
    return { result, asked: queries.mock.calls.filter(([query]) => String((query as { text?: string }).text).includes('unnest')).length }
  } finally {
    queries.mockRestore()
  }
}

test('those who ask in one moment are answered from one statement, each what is theirs', async () => {
  const look = find()
  const since = new Date('2026-11-02T03:04:05.678Z')
  const { ada, ben } = circle
  const { result, asked } = await counting(() =>
    Promise.all([
      look({ userId: ada.userId, since }),
      look({ userId: randomUUID() }),
      look({ userId: ben.userId, since: null }),
      look({ userId: ada.userId }),
    ]),
  )
  expect(asked).toBe(1)
  const told = result.map((row) => row && { name: row.name, since: row.since })
  expect(told).toEqual([{ name: ada.name, since }, undefined, { name: ben.name, since: null }, { name: ada.name, since: null }])
})

test('whoever asks while others are answered goes with the next statement', async () => {
  const look = find({ atOnce: 1, most: 2 })
  const { ada } = circle
  const { asked } = await counting(async () => {
    const asks = [ada.userId, ada.userId, randomUUID(), ada.userId].map((userId) => look({ userId }))
    expect((await Promise.all(asks)).map((row) => row?.name)).toEqual([ada.name, ada.name, undefined, ada.name])
  })
  expect(asked).toBe(2)
})

test('what cannot be read of one is refused to them alone', async () => {
  const look = find()
  const asks = [look({ userId: circle.ada.userId }), look({ userId: 'no id' }), look({ userId: circle.ben.userId })]
  const [ada, nobody, ben] = await Promise.allSettled(asks)
  expect(ada).toMatchObject({ value: { name: circle.ada.name } })
  expect(nobody).toMatchObject({ reason: { code: '22P02' } })
  expect(ben).toMatchObject({ value: { name: circle.ben.name } })
})

test('what fails is told to all who asked, and the next are asked for all the same', async () => {
  const look = lookup<object, { id: string }>((at) => Prisma.sql`SELECT FROM no_such_table WHERE id = ${at.id}`, { atOnce: 1, most: 5 })
  const refused = { reason: { code: '42P01' } }
  expect(await Promise.allSettled([look({ id: 'a' }), look({ id: 'b' })])).toMatchObject([refused, refused])
  await expect(look({ id: 'c' })).rejects.toMatchObject(refused.reason)
})
