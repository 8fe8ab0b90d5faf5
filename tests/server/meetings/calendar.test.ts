import ICAL from 'ical.js'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { groupCalendar, meetingCalendar } from '#server/meetings/calendar.ts'
import { updateMeeting } from '#server/meetings/meetings.ts'
import { asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'

/** A zone, and moments on both sides of both its clock changes in a year that is over. */
const ZONES: Record<string, string[]> = {
  'Europe/London': ['2025-03-29T18:30Z', '2025-03-30T17:30Z', '2025-10-25T17:30Z', '2025-10-26T18:30Z'],
  'America/New_York': ['2025-03-08T23:30Z', '2025-03-09T22:30Z', '2025-11-01T22:30Z', '2025-11-02T23:30Z'],
  'Australia/Lord_Howe': ['2025-04-05T08:00Z', '2025-04-06T08:30Z', '2025-10-04T08:30Z', '2025-10-05T08:00Z'],
  'Africa/Casablanca': ['2025-02-22T18:00Z', '2025-02-23T19:00Z', '2025-04-05T19:00Z', '2025-04-06T18:00Z'],
  'Asia/Kathmandu': ['2025-06-01T12:15Z'],
  UTC: ['2025-06-01T12:00Z'],
}
const PLACE = 'Raum 3; „Bücherei“, 1. Stock \\ links – 図書館の三階の会議室、ベルを鳴らしてください 📚📚📚📚📚📚'

let owner: Viewer
let groupId: string
const request = new Request('http://localhost:3000/api', { headers: { host: 'localhost:3000' } })

beforeAll(async () => {
  const user = await createUser({ name: 'Olga' })
  owner = asViewer(user)
  const group = await createGroup({ owner: user, guide: 'tides', name: 'Sea; sand, and \\ salt' })
  groupId = group.id
  for (const [timeZone, moments] of Object.entries(ZONES))
    for (const moment of moments) await createMeeting({ group, timeZone, startsAt: new Date(moment), place: PLACE })
})

const readFile = async (response: Response) => {
  const text = await response.text()
  return { text, calendar: new ICAL.Component(ICAL.parse(text)) }
}
const eventsOf = (calendar: ICAL.Component) => {
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
}

test('a second reader finds every meeting at its moment, on both sides of both clock changes', async () => {
  const { calendar } = await readFile(await groupCalendar(owner, { groupId }, { request }))
  const events = eventsOf(calendar)
  const rows = await db().meeting.findMany({ where: { groupId } })
  expect(events).toHaveLength(rows.length)
  for (const row of rows) {
    const event = events.find(({ uid }) => uid === row.id)
    expect(event?.startDate.zone.tzid).toBe(row.timeZone)
    expect(event?.startDate.toJSDate().toISOString()).toBe(row.startsAt.toISOString())
    expect(event?.duration.toSeconds()).toBe(row.minutes * 60)
  }
})

test('each zone is described once, and no time rests on a zone that the file does not describe', async () => {
  const { text, calendar } = await readFile(await groupCalendar(owner, { groupId }, { request }))
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'))
  // UTC needs no description: its times end in Z.
  const described = Object.keys(ZONES).filter((zone) => zone !== 'UTC')
  expect(zones.sort()).toEqual(described.sort())
  expect(text).toMatch(/\r\nDTSTART:20250601T120000Z\r\n/)
})

test('the file follows RFC 5545: CRLF, 75 octets a line, escaped words, UTC stamps', async () => {
  const { text, calendar } = await readFile(await groupCalendar(owner, { groupId }, { request }))
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toContain('\ufffd')
  }
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  // ical.js leaves these two as they are, so they are compared as written.
  for (const name of ['NAME', 'X-WR-CALNAME']) expect(text).toContain(`\r\n${name}:Sea\\; sand\\, and \\\\ salt\r\n`)
  expect(text).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/)
  expect(text).toMatch(/\r\nLAST-MODIFIED:\d{8}T\d{6}Z\r\n/)
  const [event] = eventsOf(calendar)
  expect(event?.location).toBe(PLACE)
  expect(event?.summary).toBe('Sea; sand, and \\ salt: Two bulges')
})

test('a moved or cancelled meeting keeps its UID, counts up and stays in the file', async () => {
  const { id: meetingId, ...before } = await createMeeting({ group: { id: groupId }, startsAt: new Date('2025-06-01T17:30Z') })
  const read = async () => {
    const response = await meetingCalendar(owner, { groupId, meetingId }, { request })
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="tides-two-bulges.ics"')
    const { calendar } = await readFile(response)
    const [event] = eventsOf(calendar)
    const modified = event?.component.getFirstPropertyValue('last-modified') as ICAL.Time
    return {
      ...event,
      uid: event?.uid,
      sequence: event?.sequence,
      status: event?.component.getFirstPropertyValue('status'),
      modified,
      event,
    }
  }
  expect(await read()).toMatchObject({ uid: meetingId, sequence: 0, status: 'CONFIRMED' })
  await updateMeeting(owner, { groupId, meetingId, version: 1, time: '19:00' })
  const moved = await read()
  expect(moved).toMatchObject({ uid: meetingId, sequence: 1 })
  expect(moved.event?.startDate.toJSDate().toISOString()).toBe('2025-06-01T18:00:00.000Z')
  expect(moved.modified.toJSDate().getTime()).toBeGreaterThanOrEqual(Math.floor(before.updatedAt.getTime() / 1000) * 1000)
  await updateMeeting(owner, { groupId, meetingId, version: 2, status: 'CANCELLED' })
  expect(await read()).toMatchObject({ uid: meetingId, sequence: 2, status: 'CANCELLED' })
  const { calendar } = await readFile(await groupCalendar(owner, { groupId }, { request }))
  expect(eventsOf(calendar).map(({ uid }) => uid)).toContain(meetingId)
})

test('a group without meetings has an empty calendar; strangers have none', async () => {
  const user = await createUser()
  const group = await createGroup({ owner: user, guide: 'tides' })
  const viewer = asViewer(user)
  const { calendar } = await readFile(await groupCalendar(viewer, { groupId: group.id }, { request }))
  expect(calendar.getAllSubcomponents('vevent')).toEqual([])
  await expect(groupCalendar(viewer, { groupId }, { request })).rejects.toMatchObject({ kind: 'not-found' })
})
