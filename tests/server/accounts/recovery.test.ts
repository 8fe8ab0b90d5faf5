import { expect, test } from 'vitest'
import { POST as makeCodes } from '#app/api/account/recovery-codes/route.ts'
import { GET as getAccount } from '#app/api/account/route.ts'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { POST as recoverRoute } from '#app/api/recovery/route.ts'
import { checkPassword } from '#server/accounts/accounts.ts'
import { db } from '#server/db.ts'
import { createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

const [FIRST, SECOND, THIRD] = ['lamp river copper', 'four quiet herons', 'amber tractor hymn']
let visitors = 0
const elsewhere = () => {
  visitors += 1
  return signedOut(`203.0.113.${visitors}`)
}

async function person(username: string) {
  const made = await call(signUp, { method: 'POST', headers: elsewhere(), body: { name: 'Reader', username, password: FIRST } })
  const { recoveryCodes } = (await made.json()) as { recoveryCodes: [string, ...string[]] }
  const { id } = await db().user.findUniqueOrThrow({ where: { username } })
  return { id, username, recoveryCodes }
}

const recover = (body: unknown, headers = elsewhere()) => call(recoverRoute, { method: 'POST', headers, body })

test('a code opens the account once: new password, all sessions ended', async () => {
  const { id, username, recoveryCodes } = await person('forgetful')
  const headers = await signedIn({ id })
  const typed = ` ${recoveryCodes[0].toLowerCase().replaceAll('-', ' ')} `
  const answer = await recover({ username: 'Forgetful', code: typed, password: SECOND })
  expect(await answer.json()).toEqual({ codesLeft: 7, email: null, connections: [], passkeys: [] })
  expect(await checkPassword(username, FIRST)).toBeNull()
  expect(await checkPassword(username, SECOND)).toMatchObject({ id })
  expect(await (await call(getAccount, { headers })).json()).toBeNull()

  const again = await recover({ username, code: recoveryCodes[0], password: THIRD })
  expect(again.status).toBe(403)
  expect(await checkPassword(username, SECOND)).toMatchObject({ id })
})

test('unknown username, wrong code and spent code are refused in the same words', async () => {
  const { username, recoveryCodes } = await person('quiet')
  await recover({ username, code: recoveryCodes[0], password: SECOND })
  const refusals = await Promise.all([
    recover({ username: 'nobody-here', code: recoveryCodes[1], password: SECOND }),
    recover({ username, code: 'AAAA-BBBB-CCCC', password: SECOND }),
    recover({ username, code: recoveryCodes[0], password: SECOND }),
  ])
  expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403])
  const texts = await Promise.all(refusals.map((refusal) => refusal.text()))
  expect(new Set(texts).size).toBe(1)
})

test("one person's code does not open another's account", async () => {
  const [one, two] = [await person('one-of-two'), await person('two-of-two')]
  expect((await recover({ username: two.username, code: one.recoveryCodes[0], password: SECOND })).status).toBe(403)
})

test('a weak password spends no code', async () => {
  const { username, recoveryCodes } = await person('hasty')
  expect((await recover({ username, code: recoveryCodes[0], password: 'password123' })).status).toBe(400)
  expect((await recover({ username, code: recoveryCodes[0], password: SECOND })).status).toBe(200)
})

test('a code used twice at once works once', async () => {
  const { username, recoveryCodes } = await person('doubled')
  const both = await Promise.all([SECOND, THIRD].map((password) => recover({ username, code: recoveryCodes[0], password })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
})

test('a new set replaces the old one and asks for the password', async () => {
  const { id, username, recoveryCodes } = await person('renewing')
  const headers = await signedIn({ id })
  const make = (body: unknown) => call(makeCodes, { method: 'POST', headers, body })
  expect((await make({ current: 'wrong' })).status).toBe(403)
  expect((await make({})).status).toBe(403)
  const answer = await make({ current: FIRST })
  expect(answer.status).toBe(201)
  const fresh = await answer.json()
  expect(fresh.recoveryCodes).toHaveLength(8)
  expect((await recover({ username, code: recoveryCodes[0], password: SECOND })).status).toBe(403)
  expect((await recover({ username, code: fresh.recoveryCodes[7], password: SECOND })).status).toBe(200)
})

test('somebody without a password makes codes without one', async () => {
  const headers = await signedIn(await createUser())
  expect((await call(makeCodes, { method: 'POST', headers, body: {} })).status).toBe(201)
})

/** Ten wrong codes for an account, and one more. */
async function guess(username: string, headers: () => Record<string, string>): Promise<number[]> {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 11; attempt += 1) {
    statuses.push((await recover({ username, code: `AAAA-AAAA-${attempt}`, password: SECOND }, headers())).status)
  }
  return statuses
}

test('guessing is limited for each network, also from many addresses of one line', async () => {
  await person('guessed')
  let line = 0
  const anywhereOnOneLine = () => {
    line += 1
    return signedOut(`2001:db8:1:2::${line.toString(16)}`)
  }
  for (const headers of [() => signedOut('203.0.113.250'), anywhereOnOneLine]) {
    const statuses = await guess('guessed', headers)
    expect(statuses.slice(0, 10).every((status) => status === 403)).toBe(true)
    expect(statuses[10]).toBe(429)
  }
})

test('whoever guesses keeps nobody out: the owner comes in from elsewhere', async () => {
  const { username, recoveryCodes } = await person('besieged')
  await guess(username, () => signedOut('203.0.113.251'))
  await guess(username, elsewhere)
  expect((await recover({ username, code: recoveryCodes[0], password: SECOND })).status).toBe(200)
})
