import { expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { G } from '#tests/support/access-asks.ts'
import type { Row } from '#tests/support/access-matrix.ts'
import { makeWorld } from '#tests/support/access-world.ts'
import { call, signedIn } from '#tests/support/request.ts'

/** What goes on in an archived group: it adds nothing to what is said there. */
const STILL = [
  ...[
    'POST archiving',
    'POST deletion',
    'POST departure',
    'POST own-name',
    'POST names-kept',
    'POST next-circle',
    'POST members/[userId]/role',
    'POST members/[userId]/removal',
    'POST members/[userId]/return',
    'POST returns/[returnId]/stop',
  ],
  ...['DELETE invitations/[invitationId]', 'POST mail', 'POST addresses/[kind]', 'POST addresses/[kind]/removal'],
  ...['PUT visits', 'POST visits', 'PUT position', 'POST presence', 'POST circle', 'POST mutes', 'POST flags', 'POST moderation'],
  ...['POST changes', 'POST changes/found', 'DELETE changes/[changeId]', 'PUT changes/[changeId]/acknowledgement'],
  ...['annotations/[annotationId]', 'comments/[commentId]', 'answers/[answerId]', 'questions/[groupQuestionId]'].flatMap((words) => [
    `DELETE ${words}`,
    `POST ${words}/restore`,
  ]),
]

/** Asks every change of an archived group, but for those: a new route is closed there until it is named here. */
export function testArchived(rows: Row[]): void {
  const changes = rows.filter(({ method, route }) => method !== 'GET' && route.startsWith(G))
  const nameOf = ({ method, route }: Row) => `${method} ${route.slice(G.length + 1)}`

  test('an archived group says what goes on in it, and nothing else does', () => {
    expect([...new Set(changes.map(nameOf).filter((name) => STILL.includes(name)))].sort()).toEqual([...STILL].sort())
  })

  test('an archived group takes nothing more from anybody in it, by any route, and tells strangers nothing', async () => {
    const world = await makeWorld()
    await db().readingGroup.update({ where: { id: world.group.id }, data: { archivedAt: new Date() } })
    const told: string[] = []
    for (const each of changes.filter((row) => !STILL.includes(nameOf(row)))) {
      const handlers = await import(/* @vite-ignore */ `${process.cwd()}/app${each.route}/route.ts`)
      for (const who of ['creator', 'owner', 'stranger'] as const) {
        const person = world.people[who]
        if (!person) throw new Error(`nobody is the ${who}`)
        const { params = {}, body } = await each.ask(world, who)
        const response = await call(handlers[each.method], { headers: await signedIn(person), method: each.method, params, body })
        const { kind, code } = await response.json()
        told.push(`${nameOf(each)} ${who} ${kind} ${who === 'stranger' ? '' : code}`.trim())
      }
    }
    const wanted = changes
      .filter((row) => !STILL.includes(nameOf(row)))
      .flatMap((row) => [
        ...['creator', 'owner'].map((who) => `${nameOf(row)} ${who} forbidden archived`),
        `${nameOf(row)} stranger not-found`,
      ])
    expect(told).toEqual(wanted)
  })
}
