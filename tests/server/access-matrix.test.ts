import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testArchived } from '#tests/support/access-archived.ts'
import {
  about,
  anyone,
  creators,
  creatorsOfGone,
  decided,
  deleted,
  G,
  inChapter,
  inGroup,
  leaders,
  members,
  sessionOf,
  signedInPeople,
  withPassword,
} from '#tests/support/access-asks.ts'
import { AWAY_ROWS } from '#tests/support/access-away.ts'
import { GROUP_ROWS } from '#tests/support/access-groups.ts'
import { IMPORT_ROWS } from '#tests/support/access-imports.ts'
import { alsoByForm, type Row, row, testRows } from '#tests/support/access-matrix.ts'
import { MEETING_ROWS } from '#tests/support/access-meetings.ts'
import { MODERATION_ROWS } from '#tests/support/access-moderation.ts'
import { testFading, testPersonas } from '#tests/support/access-personas.ts'
import { testSuspended } from '#tests/support/access-suspended.ts'
import { CHAPTER } from '#tests/support/access-world.ts'
import { ANSWER_ROWS } from '#tests/support/answer-rows.ts'
import { createPassageChange } from '#tests/support/factories.ts'
import { SAYING_ROWS } from '#tests/support/saying-rows.ts'

/*
 * Every way for words to leave or come in: each route and method × who asks, and whose words the answer holds. A route that is missing
 * here fails the test, so that nothing ships before somebody has said who may use it and what it shows. Private notes, declined questions
 * and what was taken away: hidden-words.test.ts. The stream and mail: channels.test.ts. Pages: e2e/page-canaries.spec.ts. ZIPs: exports/archive.test.ts.
 */

/** The notes of a chapter; what they say and what is said below them, as it is exported. */
const NOTES: Row['shows'] = [
  ...(['canary-note', 'canary-tag', 'canary-former', 'canary-bereft'] as const),
  ...(['canary-private-note', 'canary-private-tag', 'canary-private-passage', 'canary-waiting'] as const),
]
const SAID = ['canary-group', 'canary-note', 'canary-tag', 'canary-former', 'canary-bereft', 'canary-comment'] as const

const ROWS: Row[] = [
  row('GET', '/api/health', anyone()),
  row('POST', '/api/accounts', anyone(201), () => ({
    body: { name: 'New', username: `new-${randomUUID().slice(0, 8)}`, password: 'a-lantern-over-water-41', email: '' },
  })),
  row('POST', '/api/recovery', anyone(403), () => ({
    body: { username: 'nobody-here', code: 'aaaa-bbbb', password: 'a-lantern-over-water-41' },
  })),
  row('POST', '/api/sign-in', anyone(403), () => ({ body: { username: 'nobody-here', password: 'not the password' } })),
  row('POST', '/api/sign-out', anyone(204)),
  row('GET', '/api/account', anyone(), () => ({}), ['canary-mail']),
  ...alsoByForm(
    'PUT',
    '/api/account/password',
    signedInPeople(),
    withPassword({ current: 'correct horse 42', password: 'a-lantern-over-water-41' }),
  ),
  ...alsoByForm('PATCH', '/api/account', signedInPeople(), () => ({ body: { name: 'Another name' } }), ['canary-mail']),
  // Without a mail server there is no confirming an address.
  ...alsoByForm('PUT', '/api/account/email', [401, 404, 404, 404, 404, 404, 404], () => ({
    body: { email: `${randomUUID()}@example.org` },
  })),
  // The creator's address is their only way in.
  row('POST', '/api/account/email/removal', [401, 204, 204, 409, 204, 204, 204]),
  row('POST', '/api/account/deletion', [401, 204, 204, 204, 204, 409, 204], withPassword({ current: 'correct horse 42', words: 'remove' })),
  row('POST', '/api/account/proof', signedInPeople(204), withPassword({ current: 'correct horse 42' })),
  // Nobody here has connected an outside sign-in.
  row('DELETE', '/api/account/connections/[connectionId]', [401, 404, 404, 404, 404, 404, 404], () => ({
    params: { connectionId: randomUUID() },
    body: {},
  })),
  row('POST', '/api/account/email/confirmation', anyone(410), () => ({ body: { token: 'made-up' } })),
  row('GET', '/api/account/archive', signedInPeople()),
  row('GET', '/api/account/sessions', signedInPeople()),
  ...alsoByForm('DELETE', '/api/account/sessions', signedInPeople()),
  ...alsoByForm('DELETE', '/api/account/sessions/[sessionId]', signedInPeople(204), sessionOf),
  row('POST', '/api/account/recovery-codes', signedInPeople(201), withPassword({ current: 'correct horse 42' })),
  row('GET', '/api/account/push', signedInPeople()),
  row('POST', '/api/account/push', signedInPeople(204), () => ({
    body: { endpoint: 'https://push.example.org/1', keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } },
  })),
  row('POST', '/api/account/push/removal', signedInPeople(204)),
  // What a password does is tried in tests/server/accounts/totp.test.ts, what a passkey does in tests/e2e/passkeys.spec.ts.
  row('POST', '/api/account/totp', signedInPeople(201), withPassword({ current: 'correct horse 42' })),
  row('POST', '/api/account/totp/confirmation', signedInPeople(409), () => ({ body: { code: '000000' } })),
  row('POST', '/api/account/totp/removal', signedInPeople(204), withPassword({ current: 'correct horse 42' })),
  row('POST', '/api/account/passkeys/options', signedInPeople(), withPassword({ current: 'correct horse 42' })),
  row('POST', '/api/account/passkeys', signedInPeople(400), () => ({ body: { name: 'Mine', response: DEVICE_ANSWER } })),
  row('DELETE', '/api/account/passkeys/[passkeyId]', [401, 404, 404, 404, 404, 404, 404], () => ({
    params: { passkeyId: 'made-up' },
    body: {},
  })),
  row('POST', '/api/sign-in/passkey/options', anyone()),
  row('POST', '/api/sign-in/passkey', anyone(403), () => ({ body: { response: DEVICE_ANSWER } })),
  // What it lists depends on who asks: tests/server/content/imported-guides.test.ts.
  row('GET', '/api/texts', anyone()),
  row('GET', '/api/groups', signedInPeople(), () => ({}), ['canary-group', 'canary-elsewhere']),
  row('POST', '/api/groups', signedInPeople(201), () => ({ body: { id: randomUUID(), guide: 'tides', name: 'Another circle' } })),
  // A link that is for nobody in particular cannot be refused: it goes on.
  row('POST', '/api/join/refusal', signedInPeople(204), ({ invitation }) => ({ body: { code: invitation.code } })),
  row('POST', '/api/join', signedInPeople(), ({ invitation }) => ({ body: { code: invitation.code } })),
  // A made-up link makes nobody an owner.
  row('POST', '/api/owners', [401, 410, 410, 410, 410, 410, 410], () => ({ body: { code: 'made-up' } })),

  ...IMPORT_ROWS,
  ...AWAY_ROWS,
  ...MODERATION_ROWS,

  ...GROUP_ROWS,
  row('GET', `${G}/annotations`, members(), inChapter, NOTES),
  row('POST', `${G}/annotations`, members(201), (world) => ({
    ...inGroup(world),
    body: { id: randomUUID(), ...world.place, body: 'new' },
  })),
  row('GET', `${G}/annotations/[annotationId]`, members(), about('annotation'), ['canary-note', 'canary-tag']),
  row('PATCH', `${G}/annotations/[annotationId]`, creators(), about('annotation', { version: 1, body: 'changed', visibility: 'GROUP' }), [
    'canary-tag',
  ]),
  // Somebody's comment stands on it: a placeholder stays.
  row('DELETE', `${G}/annotations/[annotationId]`, creators(), about('annotation')),
  row('POST', `${G}/annotations/[annotationId]/restore`, creatorsOfGone(), deleted('annotation'), ['canary-note', 'canary-tag']),
  row('GET', `${G}/web-annotations`, members(), inChapter, ['canary-group']),
  row('GET', `${G}/web-annotations/page`, members(), inChapter, SAID),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    members(),
    ({ group, annotation }) => ({
      params: { groupId: group.id, noteId: annotation.id },
    }),
    ['canary-group', 'canary-note', 'canary-tag'],
  ),
  row('GET', `${G}/exported-notes`, members(), inGroup, [
    ...SAID,
    ...(['canary-answer', 'canary-question', 'canary-minutes', 'canary-first', 'canary-first-reply', 'canary-both-answered'] as const),
    ...(['canary-group-answer', 'canary-dissent', 'canary-agreed', 'canary-closed-answer', 'canary-closed-dissent'] as const),
  ]),
  row('GET', `${G}/edition`, members(), inChapter),
  row('GET', `${G}/changes`, members(), inGroup, ['canary-changed', 'canary-private-change']),
  row('POST', `${G}/changes`, [401, 404, 403, 204, 204, 204, 404], async (world) => {
    const { chapterRevision, start, end } = world.annotation
    const decision = { id: randomUUID(), annotationId: world.annotation.id, from: { chapterRevision, start, end }, decision: 'accept' }
    await createPassageChange({ annotation: world.annotation })
    return { ...inGroup(world), body: decision }
  }),
  row('POST', `${G}/changes/found`, leaders(), (world) => ({ ...inGroup(world), body: { chapter: CHAPTER, whose: 'others' } })),
  row('DELETE', `${G}/changes/[changeId]`, [401, 404, 403, 204, 204, 204, 404], decided),
  row('PUT', `${G}/changes/[changeId]/acknowledgement`, [401, 404, 404, 204, 404, 404, 404], decided),
  row('GET', `${G}/comments`, members(), inChapter, ['canary-comment', 'canary-private-reply', 'canary-first-reply', 'canary-waiting']),
  row('POST', `${G}/comments`, members(201), (world) => ({
    ...inGroup(world),
    body: { id: randomUUID(), chapter: CHAPTER, subject: { kind: 'annotation', annotationId: world.annotation.id }, body: 'new' },
  })),
  row('GET', `${G}/comments/[commentId]`, members(), about('comment'), ['canary-comment']),
  row('PATCH', `${G}/comments/[commentId]`, creators(), about('comment', { version: 1, body: 'changed' })),
  row('DELETE', `${G}/comments/[commentId]`, creators(204), about('comment')),
  row('POST', `${G}/comments/[commentId]/restore`, creatorsOfGone(), deleted('comment'), ['canary-comment']),
  row('GET', `${G}/resolutions`, members(), inChapter),
  row('PUT', `${G}/resolutions`, members(), (world) => ({
    ...inGroup(world),
    body: { chapter: CHAPTER, subject: { kind: 'annotation', annotationId: world.annotation.id }, resolved: true },
  })),
  ...SAYING_ROWS,
  ...ANSWER_ROWS,
  row('GET', `${G}/questions`, members(), inChapter, ['canary-question', 'canary-declined', 'canary-reason', 'canary-waiting']),
  // Only whose passage it is may ask about it in that way; they have done so already.
  row('POST', `${G}/questions`, [401, 404, 404, 409, 404, 404, 404], (world) => ({
    ...inGroup(world),
    body: { id: randomUUID(), chapter: CHAPTER, annotationId: world.annotation.id, text: 'A new question?' },
  })),
  row('GET', `${G}/questions/[groupQuestionId]`, members(), about('groupQuestion'), ['canary-question']),
  row('PATCH', `${G}/questions/[groupQuestionId]`, creators(), about('groupQuestion', { version: 1, text: 'Changed?' })),
  row('DELETE', `${G}/questions/[groupQuestionId]`, creators(204), about('groupQuestion')),
  row('POST', `${G}/questions/[groupQuestionId]/restore`, creatorsOfGone(), deleted('groupQuestion'), ['canary-question']),
  row('PUT', `${G}/questions/[groupQuestionId]/decision`, leaders(), about('groupQuestion', { version: 1, status: 'ACCEPTED' }), [
    'canary-question',
  ]),
  row('GET', `${G}/tags`, members(), inGroup, ['canary-tag', 'canary-private-tag']),
  row('GET', `${G}/unclear`, members(), inChapter),
  row('PUT', `${G}/unclear`, members(), (world) => ({
    ...inGroup(world),
    body: { chapter: CHAPTER, chapterRevision: world.place.chapterRevision, paragraph: '1', unclear: true },
  })),
  row('GET', `${G}/activity`, members(), inGroup),
  row('GET', `${G}/calls`, members(), inGroup),
  row('PUT', `${G}/position`, members(204), (world) => ({ ...inGroup(world), body: { chapter: CHAPTER, paragraph: '1' } })),
  ...alsoByForm('PUT', `${G}/visits`, members(204), (world) => ({ ...inGroup(world), body: { chapter: CHAPTER } })),
  row('GET', `${G}/events`, members(), inGroup),
  row('POST', `${G}/presence`, members(204), (world) => ({ ...inGroup(world), body: { shown: false } })),
  // Who is told of it: live/presence.test.ts.
  row('POST', `${G}/writing`, members(204), (world) => ({
    ...inGroup(world),
    body: { chapter: CHAPTER, subject: { kind: 'annotation', annotationId: world.annotation.id }, writing: true },
  })),
  ...MEETING_ROWS,
]

const FOREIGN = ['app/api/auth/[...nextauth]/route.ts']
const files = globSync('app/**/route.ts').filter((file) => !FOREIGN.includes(file))

test('every route and method has its row', () => {
  const exported = files.flatMap((file) => {
    const methods = [...readFileSync(file, 'utf8').matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)]
    return methods.map(([, method]) => `${method} /${file.slice('app/'.length, -'/route.ts'.length)}`)
  })
  expect(exported.length).toBeGreaterThan(30)
  expect(ROWS.map(({ method, route }) => `${method} ${route}`).sort()).toEqual(exported.sort())
})

/** An answer to nothing that was asked. */
const DEVICE_ANSWER = {
  id: 'made-up',
  rawId: 'made-up',
  type: 'public-key',
  response: { clientDataJSON: 'e30' },
  clientExtensionResults: {},
}

testRows(ROWS)
testArchived(ROWS)
testSuspended(ROWS)
testPersonas(ROWS)
testFading(ROWS)
