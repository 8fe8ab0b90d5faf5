import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { db, pool } from '#server/db.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { listMembers } from '#server/groups/members.ts'
import { fadeDueNames, findNamesKept, updateNamesKept } from '#server/groups/names-kept.ts'
import { nameInGroup } from '#server/groups/own-name.ts'
import { viewerIn } from '#server/personas.ts'
import type { Row } from '#tests/support/access-matrix.ts'
import { makeWorld, type World } from '#tests/support/access-world.ts'
import { problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createMeeting, createUser } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { searchDatabase } from '#tests/support/search-database.ts'

const DAY = 24 * 3_600_000
const NAMES = { account: 'Marigold Vane', here: 'Quill of the Marsh', there: 'Ferryman Bright' }
/** What could name one and the same in two places: ids, hashes, secrets, addresses of mail. */
const TOKEN = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w-]{20,}|[\w.]+@[\w.-]+/gi

/** What is set on paper says the same as pages, and takes long. */
const isReadAsWords = ({ method, route }: Row) =>
  method === 'GET' && route.includes('[groupId]') && !/\/(?:paper|record|stream|live)$/.test(route)

/** Everything that the owner of a group is given by the routes that read, in words; ZIPs are opened, what is drawn is not. */
async function readAll(world: World, rows: Row[]): Promise<string> {
  const { owner } = world.people
  if (!owner) throw new Error('nobody owns it')
  const said: string[] = []
  for (const { method, route, ask } of rows.filter(isReadAsWords)) {
    const handlers = await import(/* @vite-ignore */ `${process.cwd()}/app${route}/route.ts`)
    const { params = {}, query } = await ask(world, 'owner')
    const path = `/api${query ? `?${new URLSearchParams(query)}` : ''}`
    const response = await call(handlers[method], { headers: await signedIn(owner), params, path })
    const type = response.headers.get('content-type') ?? ''
    if (response.status >= 400 || type.startsWith('text/event-stream')) await response.body?.cancel()
    else if (type === 'application/zip')
      said.push(...Object.values(unzipSync(new Uint8Array(await response.arrayBuffer()))).map((bytes) => strFromU8(bytes)))
    else said.push(await response.text())
  }
  return said.join('\n')
}

/** Tables of a group in which a row has some words. */
async function tablesWith(words: string, groupId: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'group_id' AND table_schema = 'public' AND table_name <> 'personas'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const held = await pool().query(`SELECT FROM "${name}" t WHERE t.group_id = $1 AND t::text LIKE $2 LIMIT 1`, [groupId, `%${words}%`])
    if (held.rowCount) found.push(name)
  }
  return found
}

/** Two groups with one member in common, under two names, as a third person sees them who owns both. */
export function testPersonas(rows: Row[]): void {
  test('whoever goes by a name of their own in each of two groups has nothing in them that tells they are one', async () => {
    const creator = await createUser({ name: NAMES.account, username: 'marigold-vane', email: 'marigold@vane.example.org' })
    const owner = await createUser({ name: 'Third' })
    const [here, there, elsewhere] = [
      await makeWorld(undefined, { owner, creator }),
      await makeWorld(undefined, { owner, creator }),
      await makeWorld(undefined, { owner: await createUser({ name: 'Fourth' }) }),
    ]
    expect(await tablesWith(creator.id, here.group.id)).toContain('annotations')
    await db().$transaction(async (tx) => {
      await nameInGroup(tx, { groupId: here.group.id, accountId: creator.id, name: NAMES.here })
      await nameInGroup(tx, { groupId: there.group.id, accountId: creator.id, name: NAMES.there })
    })
    expect(await tablesWith(creator.id, here.group.id)).toEqual([])
    const [said, saidThere, saidElsewhere] = [await readAll(here, rows), await readAll(there, rows), await readAll(elsewhere, rows)]
    expect(said).toContain(NAMES.here)
    expect(saidThere).toContain(NAMES.there)
    for (const name of [NAMES.account, NAMES.there, 'marigold']) expect(said).not.toContain(name)
    for (const name of [NAMES.account, NAMES.here, 'marigold']) expect(saidThere).not.toContain(name)
    const [tokens, others, ofTheGuide] = [said, saidThere, saidElsewhere].map((text) => new Set(text.match(TOKEN)))
    const shared = [...(tokens ?? [])].filter((token) => others?.has(token) && !ofTheGuide?.has(token) && token !== owner.id)
    expect(shared).toEqual([])
    expect(tokens?.size).toBeGreaterThan(20)

    // To themselves they are one person still: in both groups, with all that they wrote, until they take it all away.
    const headers = await signedIn(creator)
    const groups = await import('#app/api/groups/route.ts')
    const own: { id: string }[] = await (await call(groups.GET, { headers })).json()
    expect(own.map(({ id }) => id).sort()).toEqual([here.group.id, there.group.id].sort())
    const archive = await import('#app/api/account/archive/route.ts')
    const files = unzipSync(new Uint8Array(await (await call(archive.GET, { headers })).arrayBuffer()))
    const kept = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n')
    for (const word of ['canary-private-note', here.annotation.id, there.annotation.id, NAMES.here, NAMES.there])
      expect(kept).toContain(word)
    const note = await import('#app/api/groups/[groupId]/annotations/[annotationId]/route.ts')
    const about = { params: { groupId: here.group.id, annotationId: here.annotation.id } }
    const change = { version: 1, body: 'Changed by Quill.', visibility: 'GROUP' }
    expect((await call(note.PATCH, { headers, method: 'PATCH', ...about, body: change })).status).toBe(200)
    const ending = await import('#app/api/account/deletion/route.ts')
    await db().user.update({ where: { id: creator.id }, data: { passwordHash: null } })
    const proof = { provedAt: new Date() }
    await db().session.updateMany({ where: { userId: creator.id }, data: proof })
    expect((await call(ending.POST, { headers, method: 'POST', body: { words: 'remove' } })).status).toBe(204)
    for (const gone of [NAMES.here, NAMES.there, NAMES.account, creator.id, 'Changed by Quill.'])
      expect(await searchDatabase(gone)).toEqual([])
  })
}

const OLD = {
  owner: 'Olwen Tarn',
  facilitator: 'Fergus Loch',
  member: 'Mabel Wold',
  creator: 'Cedric Fell',
  'removed member': 'Rhona Skerry',
}
const OUTSIDE = { guest: 'Gwilym Thwaite', creator: 'Edda Holm' }

/** Everybody’s name, and those of people who have no account here, in a group whose last session was long ago. */
async function makeNamedWorld(): Promise<World> {
  const world = await makeWorld()
  const { group, meeting, comment } = world
  for (const [who, name] of Object.entries(OLD))
    await db().user.update({ where: { id: world.people[who as keyof typeof OLD]?.id ?? '' }, data: { name } })
  const { creatorId: _, ...said } = await db().comment.findUniqueOrThrow({ where: { id: comment.id } })
  await db().comment.create({ data: { ...said, id: randomUUID(), creatorName: OUTSIDE.creator } })
  const guest = { type: 'guest-added', guestId: randomUUID(), name: OUTSIDE.guest }
  const event = { id: randomUUID(), groupId: group.id, meetingId: meeting.id, seq: 90, at: new Date() }
  await db().meetingEvent.create({ data: { ...event, action: guest } })
  await db().meeting.updateMany({ where: { groupId: group.id }, data: { startsAt: new Date(Date.now() - 300 * DAY) } })
  return world
}

/** A group whose names have become pseudonyms, as its owner is given it by every route. */
export function testFading(rows: Row[]): void {
  test('so many weeks after the last session, and a week after all were told, no name is left in a group, and asking again changes nothing', async () => {
    const world = await makeNamedWorld()
    const { id: groupId } = world.group
    const owner = asViewer({ id: world.people.owner?.id ?? '', name: OLD.owner })
    const fresh = asViewer({ id: world.plainMember.id, name: OLD.member })
    expect(await readAll(world, rows)).toContain(OLD.creator)
    await updateNamesKept(owner, { groupId, weeks: 26 })
    await problemOf(updateNamesKept(fresh, { groupId, weeks: 0 }), 'forbidden')
    await fadeDueNames()
    const { namesFadeAt } = await requireGroup(fresh, { groupId })
    expect(Math.round((Date.parse(namesFadeAt ?? '') - Date.now()) / DAY)).toBe(7)
    expect((await findNamesKept(fresh, { groupId })).fadesAt).toBe(namesFadeAt)
    // Another session ahead: the time moves on, and nobody is told any more; without it they are told anew.
    const { id: next } = await createMeeting({ group: world.group })
    await fadeDueNames()
    expect((await requireGroup(fresh, { groupId })).namesFadeAt).toBeNull()
    await db().meeting.update({ where: { id: next }, data: { status: 'CANCELLED' } })
    await fadeDueNames()
    expect((await listMembers(fresh, { groupId })).map(({ name }) => name)).toContain(OLD.creator)

    await fadeDueNames(new Date(Date.now() + 8 * DAY))
    const said = await readAll(world, rows)
    expect(said).toMatch(/Reader [1-9]/)
    for (const name of [...Object.values(OLD), OUTSIDE.guest, OUTSIDE.creator]) expect(said, name).not.toContain(name)
    for (const person of Object.values(world.people)) if (person) expect(await tablesWith(person.id, groupId)).toEqual([])
    const seen = await viewerIn(owner, groupId)
    const names = async () => (await listMembers(seen, { groupId })).map(({ userId, name }) => `${userId} ${name}`)
    const before = await names()
    expect(new Set(before).size).toBe(before.length)
    const late = await createUser({ name: 'Lately Come' })
    await addMember({ group: world.group, user: late })
    await fadeDueNames(new Date(Date.now() + 9 * DAY))
    expect((await names()).sort()).toEqual([...before, `${late.id} Lately Come`].sort())
    // Their accounts are called what they were.
    expect(await db().user.findUniqueOrThrow({ where: { id: owner.userId }, select: { name: true } })).toEqual({ name: OLD.owner })
  })
}
