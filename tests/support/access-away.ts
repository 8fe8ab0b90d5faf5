import { mailCode } from '#server/notifications/codes.ts'
import { anyone, G, inGroup, members } from '#tests/support/access-asks.ts'
import { type Row, row } from '#tests/support/access-matrix.ts'
import type { World } from '#tests/support/access-world.ts'

/** What reaches members while they are away: mail and the feed. What it says: channels.test.ts. */

const ofKind = (kind: string) => (world: World) => ({ params: { groupId: world.group.id, kind } })

export const AWAY_ROWS: Row[] = [
  row('POST', `${G}/mail`, members(204), (world) => ({ ...inGroup(world), body: { mail: 'DAILY', mailZone: 'Europe/London' } })),
  row('POST', `${G}/addresses/[kind]`, members(204), ofKind('calendar')),
  row('POST', `${G}/addresses/[kind]/removal`, members(204), ofKind('feed')),
  // Whoever holds the code in a letter ends the mail of the one to whom it went.
  row('POST', '/api/mail/[code]', anyone(), ({ group, plainMember }) => ({
    params: { code: mailCode({ groupId: group.id, userId: plainMember.id }) },
  })),
  // What a feed shows to whom: channels.test.ts.
  row('GET', '/api/feeds/[code]', anyone(404), () => ({ params: { code: 'x'.repeat(32) } })),
]
