import 'server-only'
import { db } from '#server/db.ts'
import { type ArchiveTable, atOnce, chosen } from '#server/exports/archive-table.ts'

const SESSION = { id: true, userAgent: true, createdAt: true, seenAt: true, expires: true } as const
const ENDED = { id: true, userAgent: true, createdAt: true, seenAt: true, endedAt: true } as const
const ACCOUNT = { id: true, provider: true, createdAt: true } as const
const PASSKEY = { id: true, name: true, createdAt: true, usedAt: true } as const

const PERSONA = { groupId: true, userId: true, user: { select: { name: true } } } as const

/** What lets a person in, without the keys to it, and what they are called in groups where they go by a name of their own. */
export const waysIn = (userId: string): Record<string, ArchiveTable> => ({
  personas: {
    columns: ['groupId', 'userId', 'name'],
    pages: () =>
      atOnce(async () => {
        const rows = await db().persona.findMany({ where: { accountId: userId }, select: PERSONA })
        return rows.map(({ user, ...row }) => ({ ...row, name: user.name }))
      }),
  },
  sessions: { columns: chosen(SESSION), pages: () => atOnce(() => db().session.findMany({ where: { userId }, select: SESSION })) },
  ended_sessions: { columns: chosen(ENDED), pages: () => atOnce(() => db().endedSession.findMany({ where: { userId }, select: ENDED })) },
  passkeys: { columns: chosen(PASSKEY), pages: () => atOnce(() => db().passkey.findMany({ where: { userId }, select: PASSKEY })) },
  accounts: { columns: chosen(ACCOUNT), pages: () => atOnce(() => db().account.findMany({ where: { userId }, select: ACCOUNT })) },
})
