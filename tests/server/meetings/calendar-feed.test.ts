import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { GET } from '#app/api/calendars/[key]/route.ts'
import { db } from '#server/db.ts'
import { openCalendarFeed } from '#server/meetings/calendar-feed.ts'
import { addMember, asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { call, signedOut } from '#tests/support/request.ts'

const request = new Request('http://localhost:3000/api', { headers: { host: 'localhost:3000' } })
const fetchFeed = (address: string) => call(GET, { headers: signedOut(), method: 'GET', params: { key: address.split('/').at(-1) ?? '' } })

test('a member’s address gives their group’s meetings to whoever has it, until it is replaced or they leave', async () => {
  const [owner, member] = [await createUser(), await createUser()]
  const group = await createGroup({ owner, guide: 'tides', name: 'Tide readers' })
  await addMember({ group, user: member })
  await createMeeting({ group, status: 'CANCELLED', moreChapters: ['tables-and-mills'] })
  await createMeeting({ group: await createGroup({ owner, guide: 'tides' }) })
  const open = (renew: boolean) => openCalendarFeed(asViewer(member), { groupId: group.id, renew }, { request })
  const { address } = await open(false)
  expect(await open(false)).toEqual({ address })
  expect((await openCalendarFeed(asViewer(owner), { groupId: group.id, renew: false }, { request })).address).not.toBe(address)

  const response = await fetchFeed(address)
  expect(response.headers.get('content-type')).toMatch(/^text\/calendar/)
  const events = new ICAL.Component(ICAL.parse(await response.text())).getAllSubcomponents('vevent')
  expect(events.map((event) => [event.getFirstPropertyValue('summary'), event.getFirstPropertyValue('status')])).toEqual([
    [expect.stringMatching(/^Cancelled: Tide readers: Two bulges · /), 'CANCELLED'],
  ])

  const renewed = await open(true)
  expect((await fetchFeed(address)).status).toBe(404)
  expect((await fetchFeed(renewed.address)).status).toBe(200)
  await db().membership.delete({ where: { groupId_userId: { groupId: group.id, userId: member.id } } })
  expect((await fetchFeed(renewed.address)).status).toBe(404)
})
