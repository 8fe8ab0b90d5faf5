import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { GET as getGroupCalendar } from '#app/api/groups/[groupId]/calendar/route.ts'
import { GET as getCalendar } from '#app/api/groups/[groupId]/meetings/[meetingId]/calendar/route.ts'
import { GET as getMeeting, PATCH as patchMeeting } from '#app/api/groups/[groupId]/meetings/[meetingId]/route.ts'
import { POST as postMeetings } from '#app/api/groups/[groupId]/meetings/route.ts'
import { createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

async function scene() {
  const owner = await createUser({ name: 'Olga' })
  const group = await createGroup({ owner, guide: 'tides' })
  const { id: meetingId } = await createMeeting({ group })
  return { headers: await signedIn(owner), params: { groupId: group.id, meetingId } }
}

const SCHEDULE = { startDate: '2026-12-01', weekday: 2, time: '18:30', timeZone: 'Europe/London', number: 1, firstChapter: 'two-bulges' }

test('a plan is made with sensible defaults', async () => {
  const { headers, params } = await scene()
  const response = await call(postMeetings, { headers, method: 'POST', params, body: { ids: [randomUUID()], schedule: SCHEDULE } })
  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject([{ minutes: 90, place: '', status: 'SCHEDULED', startsAt: '2026-12-01T18:30:00.000Z' }])
})

test.each([
  ['startDate', '2026-02-30'],
  ['startDate', '0026-02-03'],
  ['weekday', 8],
  ['time', '24:00'],
  ['timeZone', 'Mars/Olympus'],
  ['timeZone', '+02:00'],
  ['minutes', 5],
  ['place', 'two\nlines'],
  ['number', 61],
])('a schedule with %s %j is refused, and the field is named', async (field, value) => {
  const { headers, params } = await scene()
  const body = { ids: [randomUUID()], schedule: { ...SCHEDULE, [field]: value } }
  const response = await call(postMeetings, { headers, method: 'POST', params, body })
  expect(response.status).toBe(400)
  expect(Object.keys((await response.json()).fields)).toEqual([`schedule.${field}`])
})

test('a stale change gets 409 with the meeting as it is', async () => {
  const { headers, params } = await scene()
  const change = () => call(patchMeeting, { headers, method: 'PATCH', params, body: { version: 1, place: randomUUID() } })
  expect((await change()).status).toBe(200)
  const refused = await change()
  expect(refused.status).toBe(409)
  expect((await refused.json()).current).toMatchObject({ id: params.meetingId, version: 2 })
})

test('signed-out people and strangers get neither meetings nor calendars', async () => {
  const { params } = await scene()
  const stranger = await signedIn(await createUser())
  for (const handler of [getMeeting, getCalendar, getGroupCalendar]) {
    expect((await call(handler, { headers: signedOut(), params })).status).toBe(401)
    expect((await call(handler, { headers: stranger, params })).status).toBe(404)
  }
})
