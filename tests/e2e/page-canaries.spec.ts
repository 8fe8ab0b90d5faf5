import { globSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { Who } from '../support/access-world.ts'
import { type Canary, findCanaries, readableBy } from '../support/canaries.ts'
import { runBeside } from '../support/run-beside.ts'
import { test } from './fixtures.ts'

/*
 * Every page that is not the same for everybody × who asks: which answer each gets, and whose words stand in its HTML and in the data that
 * comes with it. A page without its row fails the test. The routes: tests/server/access-matrix.test.ts.
 */

type World = {
  cookies: Record<Who, string | null>
  groupId: string
  chapter: string
  meetingId: string
  noteId: string
  memberId: string
  code: string
  draftId: string
  /** The cookie of an owner of the installation, who is in no group. */
  installationOwner: string
}
/** Statuses in the order of the world's people; what somebody who may read all of it finds there, and what whoever is let in finds. */
type Row = { expected: number[]; shows?: Canary[]; tells?: Canary[]; own?: Partial<Record<Who, Canary[]>>; path?: string }

/** What is the same for everybody: it is built once, or knows nobody. */
const OPEN = /^app\/(?:guides|help|sign-in|sign-up|recover|texts\/\[guide\])\/|^app\/(?:texts\/)?page\.tsx$/

//             signed out, stranger, member, creator, facilitator, owner, removed
const MEMBERS = [307, 404, 200, 200, 200, 200, 404]
const SIGNED_IN = [307, 200, 200, 200, 200, 200, 200]
const OWNERS = [307, 404, 404, 404, 404, 404, 404]
const NOBODY = [404, 404, 404, 404, 404, 404, 404]
const NOTES: Canary[] = [
  ...(['canary-group', 'canary-note', 'canary-tag', 'canary-comment', 'canary-former', 'canary-bereft'] as const),
  ...(['canary-private-note', 'canary-private-tag', 'canary-private-passage', 'canary-private-reply'] as const),
]

/** Each member sees those that are open to them: `READERS` says which. */
const ANSWERS: Canary[] = [
  ...(['canary-answer', 'canary-first', 'canary-first-reply', 'canary-both-answered', 'canary-private-answer'] as const),
  ...(['canary-group-answer', 'canary-dissent', 'canary-closed-answer', 'canary-closed-dissent', 'canary-agreed'] as const),
]

const SESSION: Canary[] = ['canary-group', 'canary-minutes', 'canary-summary', 'canary-short']

const ROWS: Record<string, Row> = {
  '/account': { expected: SIGNED_IN, shows: ['canary-group', 'canary-elsewhere', 'canary-mail'] },
  // Groups are named by what becomes of them.
  '/account/delete': { expected: SIGNED_IN, shows: ['canary-group', 'canary-elsewhere', 'canary-mail'] },
  '/account/deleted': { expected: [200, 200, 200, 200, 200, 200, 200] },
  // Without a mail server there is no confirming an address.
  '/account/email': { expected: NOBODY },
  // Without a code it asks for one; with one it says whose it is.
  '/claim': { expected: [200, 200, 200, 200, 200, 200, 200] },
  '/groups/new': { expected: SIGNED_IN },
  '/groups/[groupId]': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/[chapter]': {
    expected: MEMBERS,
    // Notes, and what was said on them, come beside the page.
    shows: ['canary-group', ...ANSWERS, 'canary-question', 'canary-declined', 'canary-reason', 'canary-waiting'],
  },
  '/groups/[groupId]/[chapter]/notes/earlier': {
    expected: MEMBERS,
    shows: ['canary-group', 'canary-note'],
    path: '/groups/[groupId]/[chapter]/notes/earlier?noun=annotation&id=[noteId]',
  },
  '/groups/[groupId]/[chapter]/notes': { expected: MEMBERS, shows: NOTES },
  '/groups/[groupId]/brought-notes': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/changes': { expected: MEMBERS, shows: ['canary-group', 'canary-changed', 'canary-private-change'] },
  '/groups/[groupId]/meetings': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/meetings/plan': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/meetings/[meetingId]': { expected: MEMBERS, shows: SESSION },
  // Facilitators alone; private passages, and what was taken away, count for nobody.
  '/groups/[groupId]/meetings/[meetingId]/brief': {
    // Other members are led to the session, in the frame of their group.
    expected: [307, 404, 307, 307, 200, 200, 404],
    tells: ['canary-group'],
  },
  '/groups/[groupId]/meetings/[meetingId]/live': { expected: MEMBERS, shows: SESSION },
  '/groups/[groupId]/meetings/record': { expected: MEMBERS, shows: ['canary-group', 'canary-minutes', 'canary-summary', 'canary-agreed'] },
  // Nothing is hidden from whoever took it back, but from everybody else; why something was flagged, only those read who decide.
  '/groups/[groupId]/moderation': {
    expected: MEMBERS,
    shows: ['canary-group', 'canary-moderated', 'canary-hidden-dissent', 'canary-hide-reason', 'canary-flag-reason', 'canary-waiting'],
    own: { facilitator: ['canary-waiting'], owner: ['canary-waiting'] },
  },
  '/groups/[groupId]/moderation/flag': {
    // Whoever wrote it is told that it is theirs, and not what it says.
    expected: MEMBERS,
    shows: ['canary-group'],
    // Whoever flagged it finds their own words again.
    own: { member: ['canary-flag-reason'] },
    path: '/groups/[groupId]/moderation/flag?noun=annotation&id=[flaggedId]',
  },
  '/groups/[groupId]/questions': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/circles': { expected: MEMBERS, shows: ['canary-group', 'canary-circle', 'canary-agreed'] },
  '/groups/[groupId]/inbox': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/inbox/settings': { expected: MEMBERS, shows: ['canary-group'] },
  // A made-up link stops no mail.
  '/mail/[code]': { expected: [200, 200, 200, 200, 200, 200, 200], path: '/mail/made-up' },
  // What is found is marked in the middle of each word, and looked at whole in tests/server/talk/search.test.ts.
  '/groups/[groupId]/search': { expected: MEMBERS, shows: ['canary-group'], path: '/groups/[groupId]/search?q=canary' },
  '/groups/[groupId]/members/archive': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/members/next-circle': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/members/delete': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/members/leave': { expected: MEMBERS, shows: ['canary-group'] },
  '/groups/[groupId]/members/[userId]': {
    expected: MEMBERS,
    shows: ['canary-group'],
    path: '/groups/[groupId]/members/[memberId]',
  },
  '/groups/[groupId]/members': { expected: MEMBERS, shows: ['canary-group', 'canary-invitation'] },
  // Whoever holds the link, and its code with it, is told the group's name; members are led on.
  '/join/[code]': { expected: [200, 200, 307, 307, 307, 307, 200], tells: ['canary-group', 'canary-invitation'] },
  '/owner/[code]': { expected: SIGNED_IN, path: '/owner/made-up' },
  // The pages of the owners of the installation are there for nobody here; what an owner finds on them is looked at below.
  '/installation': { expected: OWNERS },
  '/installation/accounts': { expected: OWNERS },
  '/installation/accounts/[userId]': { expected: OWNERS, path: '/installation/accounts/[memberId]' },
  '/installation/groups': { expected: OWNERS },
  '/installation/groups/[groupId]': { expected: OWNERS },
  '/installation/texts': { expected: OWNERS },
  '/installation/passed-on': { expected: OWNERS },
  // Members are led to the group, which is open.
  '/suspended/[groupId]': { expected: [307, 404, 307, 307, 307, 307, 404] },
  '/texts/import': { expected: SIGNED_IN },
  '/texts/import/[draftId]': { expected: [307, 404, 404, 404, 404, 404, 404] },
}

let world: World
test.beforeAll(async () => {
  world = await runBeside('seed-world', [])
})

test('every page that asks who is looking has its row', () => {
  const pages = globSync('app/**/page.tsx').filter((file) => !OPEN.test(file))
  expect(Object.keys(ROWS).sort()).toEqual(pages.map((file) => file.slice('app'.length, -'/page.tsx'.length)).sort())
})

for (const [page, { expected, shows = [], tells, own = {}, path = page }] of Object.entries(ROWS)) {
  test(`${page} shows each what they may read, and nothing else`, async ({ playwright, baseURL }) => {
    const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) })
    const address = path.replace(/\[(\w+)\]/g, (_part, name: keyof World) => String(world[name]))
    const told: Record<string, unknown> = {}
    const wanted: Record<string, unknown> = {}
    for (const [at, who] of (Object.keys(world.cookies) as Who[]).entries()) {
      const cookie = world.cookies[who]
      const response = await request.get(address, { maxRedirects: 0, headers: cookie ? { cookie } : {} })
      const html = await response.text()
      // The redirect of somebody who holds the link repeats its code.
      told[who] = [response.status(), tells && expected[at] !== 200 ? [] : findCanaries(html)]
      wanted[who] = [expected[at], expected[at] === 200 ? [...(own[who] ?? []), ...(tells ?? readableBy(who, shows))].sort() : []]
    }
    expect(told).toEqual(wanted)
    await request.dispose()
  })
}

test('an owner of the installation finds numbers on their pages, and nobody’s words on any page', async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { cookie: world.installationOwner },
  })
  for (const [page, { path = page }] of Object.entries(ROWS)) {
    const address = path.replace(/\[(\w+)\]/g, (_part, name: keyof World) => String(world[name]))
    // Whoever holds the link of an invitation is told the group’s name.
    if (page === '/join/[code]') continue
    const response = await request.get(address, { maxRedirects: 0 })
    if (page.startsWith('/installation')) expect(response.status(), address).toBe(200)
    // The text of a draft is a guide on its way, which owners work on together.
    expect(findCanaries(await response.text()), address).toEqual([])
  }
  await request.dispose()
})
