import { globSync, readFileSync } from 'node:fs'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as role from '#app/api/groups/[groupId]/members/[userId]/role/route.ts'
import * as accountSuspension from '#app/api/installation/accounts/[userId]/suspension/route.ts'
import { db } from '#server/db.ts'
import { openFormReply } from '#server/form-reply.ts'
import { addMember, createGroup, createUser } from '#tests/support/factories.ts'
import { sendForm } from '#tests/support/form-visit.ts'
import { call, signedIn } from '#tests/support/request.ts'

/*
 * What cannot be undone, or changes who may do so, asks whoever sits there to show that they are the account's owner (decision 0088). Every
 * route that changes something stands here in one of two lists; a new one fails the test until somebody has said in which.
 */

const PASSWORD = 'lamp river copper'
const GROUP = '/api/groups/[groupId]'
const MEMBER = `${GROUP}/members/[userId]`

/** What each is asked that is dangerous about it. */
const DANGEROUS: Record<string, object> = {
  '/api/account/connections/[connectionId]': {},
  '/api/account/deletion': { words: 'remove' },
  '/api/account/email': { email: 'thief@example.org' },
  '/api/account/email/removal': {},
  '/api/account/passkeys/[passkeyId]': {},
  '/api/account/passkeys/options': {},
  '/api/account/password': { password: 'four quiet herons sing' },
  '/api/account/proof': {},
  '/api/account/recovery-codes': {},
  '/api/account/totp': {},
  '/api/account/totp/removal': {},
  [`${GROUP}/deletion`]: { deletes: true },
  [`${GROUP}/departure`]: { words: 'remove' },
  [`${MEMBER}/removal`]: { words: 'nameless' },
  [`${MEMBER}/return`]: {},
  [`${MEMBER}/role`]: { role: 'OWNER' },
  '/api/installation/accounts/[userId]/suspension': { suspended: true, reason: 'Because.' },
  '/api/installation/groups/[groupId]/suspension': { suspended: true, reason: 'Because.' },
}

/** What is said, which its creator or a facilitator takes back, piece by piece; what is set, which is set otherwise again; what is read. */
const ORDINARY = {
  // Ends what one of the above began, which has been proved then.
  begun: ['/api/account/passkeys', '/api/account/totp/confirmation'],
  // A secret that was sent or printed is the proof, or there is nobody signed in yet.
  bySecret: `/api/account/claims /api/account/email/confirmation /api/accounts /api/auth/[...nextauth] /api/join /api/join/refusal
    /api/mail/[code] /api/owners /api/recovery /api/sign-in /api/sign-in/passkey /api/sign-in/passkey/options /api/sign-out`.split(/\s+/),
  own: '/api/account /api/account/push /api/account/push/removal /api/account/sessions /api/account/sessions/[sessionId]'.split(' '),
  // Facilitators do it many times in an evening; it gives a way in to whom nobody has been yet.
  slips: [`${GROUP}/slips`],
  // Texts that no group studies, and drafts of them.
  texts: `/api/import-drafts /api/import-drafts/[draftId] /api/import-drafts/[draftId]/corrections
    /api/import-drafts/[draftId]/corrections/[correctionId] /api/import-drafts/[draftId]/publication /api/imported-texts/[guide]
    /api/installation /api/installation/passed-on/[flagId]`.split(/\s+/),
  inGroup: `/addresses/[kind] /addresses/[kind]/removal /agenda-template /annotations /annotations/[annotationId]
    /annotations/[annotationId]/restore /answering /answers /answers/[answerId] /answers/[answerId]/restore /archiving /asked-questions
    /brought-notes /changes /changes/[changeId] /changes/[changeId]/acknowledgement /changes/found /circle /comments /comments/[commentId]
    /comments/[commentId]/restore /flags /group-answers /group-answers/[groupAnswerId]/position /group-answers/[groupAnswerId]/steps
    /group-answers/[groupAnswerId]/updates /group-answers/[groupAnswerId]/versions /held-posts /invitations /invitations/[invitationId]
    /mail /meetings /meetings/[meetingId] /meetings/[meetingId]/attendance /meetings/[meetingId]/events /meetings/[meetingId]/summary
    /meetings/rearrangement /members/[userId]/trust /moderation /mutes /names-kept /next-circle /own-name /position /presence /previews
    /questions /questions/[groupQuestionId] /questions/[groupQuestionId]/decision /questions/[groupQuestionId]/restore
    /questions/[groupQuestionId]/vote /reactions /reminders /resolutions /returns/[returnId]/stop /unclear /visits /writing`
    .split(/\s+/)
    .map((path) => GROUP + path),
  groups: ['/api/groups', GROUP],
}

const sourceOf = (path: string) => readFileSync(`app${path}/route.ts`, 'utf8')
const CHANGING = globSync('app/api/**/route.ts')
  .map((file) => file.slice('app'.length, -'/route.ts'.length))
  .filter((path) => /export const (POST|PUT|PATCH|DELETE)\b/.test(sourceOf(path)))

let owner: { id: string }
let member: { id: string }
let group: { id: string }
beforeAll(async () => {
  owner = await createUser({ name: 'Olga', username: 'olga', email: 'olga@example.org', password: PASSWORD })
  member = await createUser({ name: 'Mia' })
  group = await createGroup({ owner })
  await addMember({ group, user: member })
  await db().installationOwner.create({ data: { userId: owner.id } })
})

// Each of these counts attempts at the password.
beforeEach(() => db().$executeRaw`DELETE FROM rate_limits`)

/** Every table that one of these could change, as it is. */
const state = async () => ({
  people: await db().user.findMany({ orderBy: { id: 'asc' } }),
  members: await db().membership.findMany({ orderBy: { userId: 'asc' } }),
  groups: await db().readingGroup.findMany({ select: { id: true, deletesAt: true, suspendedAt: true } }),
  counts: [await db().totp.count(), await db().recoveryCode.count(), await db().passkey.count(), await db().return.count()],
})
const params = () => ({ groupId: group.id, userId: member.id, connectionId: group.id, passkeyId: 'made-up' })
const makeOld = () => db().session.updateMany({ data: { createdAt: new Date(Date.now() - 11 * 60_000) } })

test('every route that changes something is said to be dangerous or not', () => {
  const asking = CHANGING.filter((path) => /\bproof:/.test(sourceOf(path)))
  expect(asking.toSorted()).toEqual(Object.keys(DANGEROUS).toSorted())
  expect(CHANGING.toSorted()).toEqual([...asking, ...Object.values(ORDINARY).flat()].toSorted())
})

test.each(Object.entries(DANGEROUS))('%s does nothing for whoever does not know the password', async (path, body) => {
  const handlers = await import(/* @vite-ignore */ `${process.cwd()}/app${path}/route.ts`)
  const [method] = Object.keys(handlers).filter((name) => name !== 'GET')
  const headers = await signedIn(owner)
  const before = await state()
  for (const current of [undefined, '', 'guessed', 'x'.repeat(500)]) {
    const answer = await call(handlers[method ?? ''], { method: method ?? '', headers, params: params(), body: { ...body, current } })
    expect(answer.status).toBe(current === 'x'.repeat(500) && path.startsWith('/api/account') ? 400 : 403)
  }
  expect(await state()).toEqual(before)
})

test('without a password it is asked for a fresh sign-in, and what is harmless is not', async () => {
  await db().user.update({ where: { id: owner.id }, data: { passwordHash: null } })
  const headers = await signedIn(owner)
  const make = (wanted: string) => call(role.POST, { method: 'POST', headers, params: params(), body: { role: wanted } })
  await makeOld()
  expect(await (await make('OWNER')).json()).toMatchObject({ status: 403, code: 'signInAnew' })
  expect((await make('FACILITATOR')).status).toBe(200)
  await db().session.updateMany({ data: { createdAt: new Date() } })
  expect((await make('OWNER')).status).toBe(200)
})

test('a form leads to sign in anew and back, with what was typed and no secret', async () => {
  const headers = await signedIn(owner)
  await makeOld()
  const path = `/api/installation/accounts/${member.id}/suspension`
  const fields = { suspended: 'yes', reason: 'A long story.', current: 'a secret', back: `/installation/accounts/${member.id}` }
  const { status, location, cookies } = await sendForm(accountSuspension.POST, { headers, path, params: { userId: member.id }, fields })
  const address = new URL(location, 'http://here.invalid')
  expect([status, address.pathname, address.searchParams.get('anew')]).toEqual([303, '/sign-in', 'yes'])
  const back = new URL(address.searchParams.get('next') ?? '', 'http://here.invalid')
  expect(back.pathname).toBe(fields.back)
  const cookie = /^form-again=([^;]+)/.exec(cookies[0] ?? '')?.[1]
  const reply = await openFormReply(back.searchParams.get('reply') ?? '', cookie)
  expect(reply).toEqual({ form: path, typed: { reason: 'A long story.' }, again: true })
  expect((await db().user.findUniqueOrThrow({ where: { id: member.id } })).suspendedAt).toBeNull()
})
