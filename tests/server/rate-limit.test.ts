import { expect, test, vi } from 'vitest'
import { Problem } from '#domain/problem.ts'
import { pool } from '#server/db.ts'
import { networksOf } from '#server/network.ts'
import { takeNetworkPoint } from '#server/rate-limit.ts'

test.each([
  ['192.0.2.7', '192.0.2.7', null],
  ['::ffff:192.0.2.7', '192.0.2.7', null],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::6', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ['::1', '0:0:0:0::/64', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
  ['unknown', 'unknown', null],
])('%s is of the network %s, and that of %s', (address, narrow, wide) => {
  expect(networksOf(address)).toEqual({ narrow, wide })
})

/** How many tries from different addresses are let through. */
async function passes(count: number, addressOf: (at: number) => string): Promise<number> {
  let passed = 0
  for (let at = 0; at < count; at += 1) {
    passed += await takeNetworkPoint('sign-in', addressOf(at), 'ada').then(
      () => 1,
      (error: unknown) => {
        if (error instanceof Problem && error.kind === 'too-many') return 0
        throw error
      },
    )
  }
  return passed
}

test('the addresses of one line count as one', async () => {
  expect(await passes(30, (at) => `2001:db8:a:1::${at.toString(16)}`)).toBe(10)
  expect(await passes(30, (at) => `2001:db8:a:2:${at.toString(16)}::1`)).toBe(10)
})

test('the lines of one customer have a bound too, a higher one', async () => {
  expect(await passes(100, (at) => `2001:db8:b:${at.toString(16)}::1`)).toBe(80)
})

test('IPv4 addresses count one by one', async () => {
  expect(await passes(30, (at) => `198.51.100.${at}`)).toBe(30)
})

test('what was counted by a clock that ran ahead keeps nobody out', async () => {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 3600_000)
  expect(await passes(11, () => '203.0.113.9')).toBe(10)
  vi.restoreAllMocks()
  expect(await passes(11, () => '203.0.113.9')).toBe(10)
})

test('counters name nobody', async () => {
  const { rows } = await pool().query<{ key: string }>('SELECT key FROM rate_limits')
  expect(rows.length).toBeGreaterThan(0)
  for (const { key } of rows) expect(key).toMatch(/^[a-z -]+:[\w-]{43}$/)
})
