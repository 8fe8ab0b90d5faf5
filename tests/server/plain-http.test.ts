import { beforeAll, expect, test } from 'vitest'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { sendForm } from '#tests/support/form-visit.ts'
import { call, signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

// People come over plain http to a site that is set to https: the cookie of their session would be thrown away without a word.

beforeAll(() => {
  changeSettings({ SITE_URL: 'https://read.example.org' })
})

const there = (origin: string, host = 'read.example.org') => ({ ...signedOut(), host, origin })
const fields = { username: 'ada', password: 'lamp river copper', back: '/sign-in' }

test('signing in over plain http says why it cannot, to scripts and to plain forms', async () => {
  const refused = await call(signIn, { method: 'POST', headers: there('http://read.example.org'), body: fields })
  expect(refused.status).toBe(403)
  expect((await refused.json()).title).toMatch(/plain http.*Open https:\/\/read\.example\.org/)
  const form = await sendForm(signIn, { headers: there('http://read.example.org'), path: '/api/sign-in', fields })
  expect([form.status, form.location.split('?')[0]]).toEqual([303, '/sign-in'])
  expect(form.reply?.refused?.message).toMatch(/plain http/)
  expect(form.reply?.typed).toEqual({ username: 'ada' })
  // Over https the same form is read.
  const well = await sendForm(signIn, { headers: there('https://read.example.org'), path: '/api/sign-in', fields })
  expect(well.reply?.refused?.message).toMatch(/do not belong together/)
})

test('a page of another site is told nothing of the kind, and gets nothing back', async () => {
  for (const origin of ['http://evil.example', 'https://evil.example']) {
    const foreign = await sendForm(signIn, { headers: there(origin), path: '/api/sign-in', fields })
    expect([foreign.status, foreign.cookies]).toEqual([403, []])
  }
})
