import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { POST as removeAddress } from '#app/api/account/email/removal/route.ts'
import { POST as setPassword } from '#app/api/account/password/route.ts'
import { POST as endSession } from '#app/api/account/sessions/[sessionId]/route.ts'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { POST as startGroup } from '#app/api/groups/route.ts'
import { POST as join } from '#app/api/join/route.ts'
import { POST as recover } from '#app/api/recovery/route.ts'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { POST as signOut } from '#app/api/sign-out/route.ts'
import { checkPassword } from '#server/accounts/accounts.ts'
import { db } from '#server/db.ts'
import { openFormReply } from '#server/form-reply.ts'
import { viewerOfRequest } from '#server/viewer.ts'
import { createGroup, createInvitation, createUser } from '#tests/support/factories.ts'
import { sendForm } from '#tests/support/form-visit.ts'
import { signedIn, signedOut } from '#tests/support/request.ts'

const GOOD = 'lamp river copper'
let visitors = 0
const visitor = () => {
  visitors += 1
  return signedOut(`198.51.100.${visitors}`)
}
/** The cookie lines that somebody was given, as their next request carries them. */
const withCookies = (lines: string[]) => ({ ...visitor(), cookie: lines.map((line) => line.split(';', 1)[0]).join('; ') })
const whoHas = (lines: string[]) => viewerOfRequest(new Request('http://localhost:3000/', { headers: withCookies(lines) }))

test('a wrong password leads back to the page with the sentence and the username, and the password is nowhere', async () => {
  await createUser({ username: 'plain', password: GOOD })
  const fields = { username: 'plain', password: 'not the one', next: '/guides/tides#p8', back: '/sign-in?next=%2Fguides%2Ftides' }
  const { status, location, reply, cookies } = await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields })
  expect(status).toBe(303)
  expect(location).toMatch(/^\/sign-in\?next=%2Fguides%2Ftides&reply=[\w-]{12}$/)
  expect(reply).toMatchObject({ form: '/api/sign-in', typed: { username: 'plain' }, refused: { message: /do not belong together/ } })
  expect(reply?.typed).toEqual({ username: 'plain' })
  expect(JSON.stringify([location, reply])).not.toContain('not the one')
  expect(cookies).toEqual([expect.stringMatching(/^form-reply=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)])
})

test('the right one leads on to where the person was going, with its place on the page', async () => {
  const user = await createUser({ username: 'goer', password: GOOD })
  const fields = { username: 'goer', password: GOOD, next: '/guides/tides/two-bulges#p8', back: '/sign-in' }
  const { status, location, cookies } = await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields })
  expect([status, location]).toEqual([303, '/guides/tides/two-bulges#p8'])
  expect(await whoHas(cookies)).toMatchObject({ userId: user.id })
})

test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/api/account', '/sign-in'])(
  'nobody is led to %s',
  async (place) => {
    await createUser({ username: `lured-${randomUUID().slice(0, 8)}`, password: GOOD })
    const { username } = await db().user.findFirstOrThrow({ where: { username: { startsWith: 'lured-' } }, orderBy: { createdAt: 'desc' } })
    const right = { username: username ?? '', password: GOOD, next: place, back: '/' }
    expect((await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields: right })).location).toBe('/')
    const wrong = { username: username ?? '', password: 'no', next: '/', back: place.startsWith('/sign-in') ? '/api/x' : place }
    expect((await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields: wrong })).location).toMatch(/^\/($|\?reply=)/)
  },
)

test('signing in anew ends the former session of that browser, and signing out the present one', async () => {
  const [ann, ben] = [
    await createUser({ username: 'ann-here', password: GOOD }),
    await createUser({ username: 'ben-here', password: GOOD }),
  ]
  const headers = await signedIn(ann)
  const fields = { username: 'ben-here', password: GOOD, back: '/sign-in' }
  const { cookies } = await sendForm(signIn, { headers, path: '/api/sign-in', fields })
  expect(await viewerOfRequest(new Request('http://localhost:3000/', { headers }))).toBeNull()
  expect(await whoHas(cookies)).toMatchObject({ userId: ben.id })
  const left = await sendForm(signOut, { headers: withCookies(cookies), path: '/api/sign-out', fields: { back: '/account' } })
  expect([left.status, left.location]).toEqual([303, '/'])
  expect(left.cookies).toEqual([expect.stringMatching(/^next-auth\.session-token=; Path=\/; Max-Age=0/)])
  expect(await whoHas(cookies)).toBeNull()
})

test('signing up shows the codes on the page that comes back, once and to nobody else; a refusal keeps what was typed', async () => {
  const typed = { name: 'Plain Paula', username: 'paula', back: '/sign-up?next=%2Fgroups%2Fnew', next: '/groups/new' }
  const weak = await sendForm(signUp, { headers: visitor(), path: '/api/accounts', fields: { ...typed, password: 'password123' } })
  expect(weak.reply).toMatchObject({
    typed: { name: 'Plain Paula', username: 'paula' },
    refused: { fields: { password: /easy to guess|commonly/i } },
  })
  expect(JSON.stringify(weak.reply)).not.toContain('password123')
  const made = await sendForm(signUp, { headers: visitor(), path: '/api/accounts', fields: { ...typed, password: GOOD } })
  expect(made.location).toMatch(/^\/sign-up\?next=%2Fgroups%2Fnew&reply=/)
  const { recoveryCodes } = (made.reply?.done ?? { recoveryCodes: [] }) as { recoveryCodes: string[] }
  expect(recoveryCodes).toHaveLength(8)
  expect(made.location).not.toContain(recoveryCodes[0])
  expect(made.cookies.join()).not.toContain(recoveryCodes[0])
  expect(await whoHas(made.cookies)).toMatchObject({ name: 'Plain Paula' })
  const cookie = /form-reply=([^;]+)/.exec(made.cookies.join())?.[1]
  expect(await openFormReply('another-one1', cookie)).toBeNull()
  expect(await openFormReply('another-one1', 'made.up')).toBeNull()

  const again = { username: 'paula', code: recoveryCodes[0] ?? '', password: 'four quiet herons', back: '/recover' }
  const recovered = await sendForm(recover, { headers: visitor(), path: '/api/recovery', fields: again })
  expect(recovered.reply).toMatchObject({ done: { codesLeft: 7 } })
  expect(await whoHas(recovered.cookies)).toMatchObject({ name: 'Plain Paula' })
  expect((await sendForm(recover, { headers: visitor(), path: '/api/recovery', fields: again })).reply?.typed).toEqual({
    username: 'paula',
  })
})

test('who is signed out goes to sign in and comes back; a form of one person is not taken from another', async () => {
  const [ann, ben] = [await createUser({ name: 'Ann', password: GOOD }), await createUser({ name: 'Ben', password: GOOD })]
  const fields = { current: GOOD, password: 'four quiet herons', back: '/account' }
  expect((await sendForm(setPassword, { headers: visitor(), path: '/api/account/password', fields })).location).toBe(
    '/sign-in?next=%2Faccount',
  )
  const headers = await signedIn(ben)
  const others = await sendForm(setPassword, { headers, path: '/api/account/password', fields: { ...fields, viewer: ann.id } })
  expect(others.reply?.refused?.message).toMatch(/Ben is signed in here now/)
  const own = await sendForm(setPassword, { headers, path: '/api/account/password', fields: { ...fields, viewer: ben.id } })
  expect(own.reply).toMatchObject({ form: '/api/account/password', done: { ended: 0 } })
  expect(await checkPassword(ben.username ?? '', 'four quiet herons')).not.toBeNull()
})

test('one device is signed out, and the mail address removed, by plain forms', async () => {
  const person = await createUser({ password: GOOD, email: `${randomUUID()}@example.org` })
  const [here, there] = [await signedIn(person), await signedIn(person)]
  const other = await viewerOfRequest(new Request('http://localhost:3000/', { headers: there }))
  const path = `/api/account/sessions/${other?.sessionId}`
  const ended = await sendForm(endSession, {
    headers: here,
    path,
    fields: { back: '/account' },
    params: { sessionId: other?.sessionId ?? '' },
  })
  expect([ended.location.split('?')[0], ended.reply?.form, ended.reply?.refused]).toEqual(['/account', path, undefined])
  expect(await viewerOfRequest(new Request('http://localhost:3000/', { headers: there }))).toBeNull()

  const removal = { headers: here, path: '/api/account/email/removal' }
  const refused = await sendForm(removeAddress, { ...removal, fields: { back: '/account', current: 'not the one' } })
  expect(refused.reply?.refused?.fields.current).toBeTruthy()
  expect(JSON.stringify(refused.reply)).not.toContain('not the one')
  const removed = await sendForm(removeAddress, { ...removal, fields: { back: '/account', current: GOOD } })
  expect(removed.reply).toMatchObject({ form: removal.path })
  expect(await db().user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ email: null })
})

test('groups are started and joined by plain forms; whoever signs in on an invitation joins at once', async () => {
  const owner = await signedIn(await createUser())
  const id = randomUUID()
  const started = await sendForm(startGroup, {
    headers: owner,
    path: '/api/groups',
    fields: { id, guide: 'tides', name: 'Plain', back: '/groups/new' },
  })
  expect([started.status, started.location]).toEqual([303, `/groups/${id}`])
  const refused = await sendForm(startGroup, {
    headers: owner,
    path: '/api/groups',
    fields: { id: randomUUID(), guide: 'tides', name: ' ', back: '/groups/new' },
  })
  expect(refused.reply?.typed).toEqual({ guide: 'tides', name: ' ' })

  const group = await createGroup({ owner: await createUser() })
  const { code } = await createInvitation({ group })
  const joined = await sendForm(join, { headers: owner, path: '/api/join', fields: { code, back: `/join/${code}` } })
  expect(joined.location).toMatch(new RegExp(`^/groups/${group.id}/`))
  await createUser({ username: 'invited', password: GOOD })
  const fields = { username: 'invited', password: GOOD, next: `/join/${code}`, back: '/sign-in' }
  const arrived = await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields })
  expect(arrived.location).toMatch(new RegExp(`^/groups/${group.id}/`))
})

test('a form that is too large, or from another site, is refused before it is read', async () => {
  const large = { username: 'x'.repeat(9_000), password: GOOD, back: '/sign-in' }
  expect((await sendForm(signIn, { headers: visitor(), path: '/api/sign-in', fields: large })).status).toBe(413)
  const foreign = { ...visitor(), origin: 'https://evil.example' }
  expect((await sendForm(signIn, { headers: foreign, path: '/api/sign-in', fields: { username: 'x', password: GOOD } })).status).toBe(403)
})
