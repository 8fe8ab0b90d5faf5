import { randomUUID } from 'node:crypto'
import { about, anyone, G, inGroup, leaders, members, membersOrSignIn } from '#tests/support/access-asks.ts'
import { alsoByForm, type Row, row } from '#tests/support/access-matrix.ts'
import { CHAPTER } from '#tests/support/access-world.ts'

/* The rows of tests/server/access-matrix.test.ts that are about study sessions. */

const SUMMARY = ['canary-summary', 'canary-short'] as const

const somethingLive = () => ({
  id: randomUUID(),
  madeAt: 0,
  action: { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text: 'Said here', ownerId: null, due: null },
})

export const MEETING_ROWS: Row[] = [
  row('GET', `${G}/meetings`, members(), inGroup),
  row('POST', `${G}/meetings`, leaders(201), (world) => ({
    ...inGroup(world),
    body: {
      ids: [randomUUID(), randomUUID()],
      schedule: { startDate: '2027-01-04', weekday: 4, time: '18:30', timeZone: 'Europe/London', number: 2, firstChapter: CHAPTER },
    },
  })),
  row('POST', `${G}/meetings/rearrangement`, leaders(), ({ group, meeting }) => ({
    params: { groupId: group.id },
    body: { change: { kind: 'SKIP', meetingId: meeting.id, version: 1 } },
  })),
  row('POST', `${G}/reminders`, leaders(204), ({ group }) => ({ params: { groupId: group.id }, body: { hours24: 'on' } })),
  row('POST', `${G}/slips`, leaders(), ({ group }) => ({ params: { groupId: group.id }, body: { name: 'Dot Wick' } }), ['canary-group']),
  // A PDF packs its words, all but its title; what stands in both: tests/server/exports/record.test.ts.
  row('GET', `${G}/record`, members(), (world) => ({ ...inGroup(world), query: { as: 'pdf' } }), ['canary-group']),
  row('PUT', `${G}/agenda-template`, leaders(204), ({ group }) => ({ params: { groupId: group.id }, body: { meetingId: null } })),
  row('GET', `${G}/meetings/[meetingId]`, members(), about('meeting'), SUMMARY),
  row('PATCH', `${G}/meetings/[meetingId]`, leaders(), about('meeting', { version: 1, status: 'CANCELLED' }), SUMMARY),
  row('GET', `${G}/meetings/[meetingId]/events`, members(), (world) => ({ ...about('meeting')(world), query: { after: '0' } }), [
    'canary-minutes',
  ]),
  row('POST', `${G}/meetings/[meetingId]/events`, members(), (world) => about('meeting', { events: [somethingLive()] })(world)),
  row('GET', `${G}/meetings/[meetingId]/stream`, members(), (world) => ({ ...about('meeting')(world), query: { after: '0' } })),
  row('GET', `${G}/meetings/[meetingId]/lead`, members(), about('meeting')),
  ...alsoByForm('PUT', `${G}/meetings/[meetingId]/attendance`, [401, 404, 200, 403, 200, 200, 404], (world) => ({
    ...about('meeting')(world),
    body: { userId: world.plainMember.id, present: true },
  })),
  row('PUT', `${G}/meetings/[meetingId]/summary`, leaders(), about('meeting', { version: 1, body: 'More', short: '' })),
  row('GET', '/groups/[groupId]/meetings/[meetingId]/missed', membersOrSignIn(), about('meeting'), SUMMARY),
  // A PDF packs its words, all but its title.
  row('GET', `${G}/meetings/[meetingId]/paper`, members(), (world) => ({ ...about('meeting')(world), query: { sheet: 'a4' } }), [
    'canary-group',
  ]),
  row('GET', `${G}/meetings/[meetingId]/calendar`, members(), about('meeting'), ['canary-group']),
  row('GET', `${G}/calendar`, members(), inGroup, ['canary-group']),
  // Whoever knows the address reads it; nobody knows this one: tests/server/meetings/calendar-feed.test.ts.
  row('GET', '/api/calendars/[key]', anyone(404), () => ({ params: { key: `${'x'.repeat(32)}.ics` } })),
]
