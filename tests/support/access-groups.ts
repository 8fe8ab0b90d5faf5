import { randomUUID } from 'node:crypto'
import { db } from '#server/db.ts'
import { about, G, inGroup, leaders, members, owners, signedInPeople } from '#tests/support/access-asks.ts'
import { type Row, row } from '#tests/support/access-matrix.ts'

/* The rows of tests/server/access-matrix.test.ts that are about the group itself, who is in it and who may come in. */

const ANNOTATION = {
  type: 'Annotation',
  id: 'https://example.org/1',
  target: { source: 'https://example.org', selector: { type: 'TextQuoteSelector', exact: 'x' } },
}

export const GROUP_ROWS: Row[] = [
  row('GET', G, members(), inGroup, ['canary-group']),
  row('PATCH', G, owners(), (world) => ({ ...inGroup(world), body: { name: 'Renamed' } })),
  row('POST', G, owners(204), (world) => ({ ...inGroup(world), body: { name: 'Renamed', language: 'de', timeZone: 'Europe/Berlin' } })),
  row('POST', `${G}/archiving`, owners(204), (world) => ({ ...inGroup(world), body: { archived: true } })),
  row('POST', `${G}/next-circle`, leaders(201), (world) => ({
    ...inGroup(world),
    body: { id: randomUUID(), name: 'The next circle', answers: true },
  })),
  // What it makes of a file: brought-notes/bring-notes.test.ts.
  row('POST', `${G}/brought-notes`, leaders(), (world) => ({ ...inGroup(world), query: { stores: 'yes' }, body: [ANNOTATION] })),
  row('GET', `${G}/archive`, owners(), inGroup),
  row('POST', `${G}/deletion`, owners(204), (world) => ({ ...inGroup(world), body: { deletes: true } })),
  row('GET', `${G}/members`, members(), inGroup),
  row('POST', `${G}/members/[userId]/role`, owners(), ({ group, plainMember }) => ({
    params: { groupId: group.id, userId: plainMember.id },
    body: { role: 'FACILITATOR' },
  })),
  // The member who is removed here is the asker themselves in the "member" column: that is leaving.
  row('POST', `${G}/members/[userId]/removal`, [401, 404, 204, 403, 204, 204, 404], ({ group, plainMember }) => ({
    params: { groupId: group.id, userId: plainMember.id },
  })),
  row(
    'POST',
    `${G}/members/[userId]/return`,
    owners(),
    ({ group, plainMember }) => ({ params: { groupId: group.id, userId: plainMember.id } }),
    ['canary-group'],
  ),
  row('POST', `${G}/returns/[returnId]/stop`, [401, 404, 403, 204, 403, 204, 404], async ({ group, people }) => {
    const open = {
      groupId: group.id,
      userId: people.creator?.id ?? '',
      codeHash: randomUUID(),
      expiresAt: new Date(Date.now() + 3_600_000),
    }
    const { id } = await db().return.create({ data: open })
    return { params: { groupId: group.id, returnId: id } }
  }),
  // What a code does that counts: accounts/returns.test.ts.
  row('POST', '/api/account/claims', signedInPeople(400), () => ({ body: { code: 'AAAA-BBBB-CCCC-DDDD' } })),
  row('POST', `${G}/departure`, [401, 404, 204, 204, 204, 409, 404], (world) => ({ ...inGroup(world), body: { words: 'remove' } })),
  row('POST', `${G}/names-kept`, owners(204), (world) => ({ ...inGroup(world), body: { weeks: '8' } })),
  row('POST', `${G}/own-name`, members(), (world) => ({ ...inGroup(world), body: { name: 'Somebody else' } })),
  row('GET', `${G}/invitations`, leaders(), inGroup, ['canary-invitation']),
  row('POST', `${G}/invitations`, leaders(201), (world) => ({ ...inGroup(world), body: { id: randomUUID(), days: 7, maxUses: 3 } })),
  row('DELETE', `${G}/invitations/[invitationId]`, leaders(204), about('invitation')),
]
