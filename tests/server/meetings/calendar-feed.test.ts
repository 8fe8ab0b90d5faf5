import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { GET } from '#app/api/calendars/[key]/route.ts'
import { db } from '#server/db.ts'
import { findAddresses, removeAddress, replaceAddress } from '#server/secret-addresses.ts'
import { addMember, asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { call, signedOut } from '#tests/support/request.ts'

const fetchFeed = (address: string) => call(GET, { headers: signedOut(), method: 'GET', params: { key: address.split('/').at(-1) ?? '' } })

test('a member’s address gives their group’s meetings to whoever has it, until it is replaced or they leave', async () => {
  const [owner, member] = [await createUser(), await createUser()]
  const group = await createGroup({ owner, guide: 'tides', name: 'Tide readers' })
  await addMember({ group, user: member })
  await createMeeting({ group, status: 'CANCELLED', moreChapters: ['tables-and-mills'] })
  await createMeeting({ group: await createGroup({ owner, guide: 'tides' }) })
  const about = { groupId: group.id, kind: 'calendar' as const }
  const addressOf = async (person: { id: string; name: string }) =>
    (await findAddresses(asViewer(person), { groupId: group.id })).calendar ?? ''
  expect(await addressOf(member)).toBe('')
  await replaceAddress(asViewer(member), about)
  await replaceAddress(asViewer(owner), about)
  const address = await addressOf(member)
  expect(await addressOf(owner)).not.toBe(address)

  const response = await fetchFeed(address)
  expect(response.headers.get('content-type')).toMatch(/^text\/calendar/)
  const events = new ICAL.Component(ICAL.parse(await response.text())).getAllSubcomponents('vevent')
  expect(events.map((event) => [event.getFirstPropertyValue('summary'), event.getFirstPropertyValue('status')])).toEqual([
    [expect.stringMatching(/^Cancelled: Tide readers: Two bulges · /), 'CANCELLED'],
  ])

  await replaceAddress(asViewer(member), about)
  const renewed = await addressOf(member)
  expect((await fetchFeed(address)).status).toBe(404)
  expect((await fetchFeed(renewed)).status).toBe(200)
  await removeAddress(asViewer(owner), about)
  expect((await fetchFeed(renewed)).status).toBe(200)
  await db().membership.delete({ where: { groupId_userId: { groupId: group.id, userId: member.id } } })
  expect((await fetchFeed(renewed)).status).toBe(404)
})
