import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { changePassword } from '#server/accounts/accounts.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { recover } from '#server/accounts/recovery.ts'
import { hashCode } from '#server/accounts/recovery-codes.ts'
import { endOtherSessions } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { viewerOfRequest } from '#server/viewer.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createCircle } from '#tests/support/circle.ts'
import { openStream } from '#tests/support/event-stream.ts'
import { signedIn } from '#tests/support/request.ts'

const SITE = 'http://localhost:3000'

test('a stream ends with its session, at once and for nobody else, however that ends', async () => {
  const circle = await createCircle()
  const { userId: id } = circle.ada
  const passwordHash = await hashPassword('lamp river copper')
  await db().user.update({ where: { id }, data: { username: 'leaving', passwordHash } })
  await db().recoveryCode.create({ data: { userId: id, codeHash: await hashCode(id, 'ABCD-EFGH-JKMN') } })
  const others = await openStream(await signedIn({ id: circle.ben.userId }), circle.groupId)
  const visit = new AuthVisit()
  const signIn = () => visit.signIn('leaving', 'lamp river copper')
  await signIn()
  const elsewhere = async (): Promise<Viewer> => (await viewerOfRequest(new Request(SITE, { headers: await signedIn({ id }) }))) as Viewer
  const asked = { request: new Request(SITE, { headers: visit.headers }), address: '192.0.2.7', headers: new Headers() }
  const ends = [
    () => visit.signOut(),
    async () => endOtherSessions(await elsewhere()),
    async () => changePassword(await elsewhere(), { current: 'lamp river copper', password: 'lamp river copper' }),
    signIn,
    () => recover(null, { username: 'leaving', code: 'ABCD-EFGH-JKMN', password: 'four quiet herons' }, asked),
  ]
  const is = (mark: string) => (heard: { data: unknown }) => (heard.data as { id?: string }).id === mark
  for (const [nth, end] of ends.entries()) {
    await signIn()
    const stream = await openStream(visit.headers, circle.groupId)
    await end()
    // What happens from now on is told to others and not here. A stream that is not told to end does, too, but a minute later.
    const mark = randomUUID()
    await db().$transaction((tx) => notify(tx, { groupId: circle.groupId, noun: 'meeting', id: mark }))
    await others.next(is(mark))
    expect(stream.heard.some(is(mark)), `end ${nth}`).toBe(false)
    await stream.ended
  }
  expect(others.heard.map(({ event }) => event)).toEqual(['reset', ...ends.map(() => 'change')])
  others.close()
  await closeHub()
})
