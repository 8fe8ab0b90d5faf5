import 'server-only'
import { randomBytes } from 'node:crypto'
import type { InGroup } from '#domain/group.ts'
import { notFound } from '#domain/problem.ts'
import type { AboutAddress, AddressKind, SecretAddresses } from '#domain/secret-address.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'

/** The column that holds each key: 192 random bits in base64url. */
const COLUMNS = { calendar: 'calendarKey', feed: 'feedKey' } as const satisfies Record<AddressKind, string>
/** Calendars like an address that ends like a file. */
const ADDRESSES: Record<AddressKind, (key: string) => string> = {
  calendar: (key) => `${siteUrl()}/api/calendars/${key}.ics`,
  feed: (key) => `${siteUrl()}/api/feeds/${key}`,
}

/** The addresses at which programs of the viewer read from a group. They work as long as the viewer is a member and does not replace them. */
export async function findAddresses(viewer: Viewer, { groupId }: InGroup): Promise<SecretAddresses> {
  const { userId } = await requireMember(viewer, groupId)
  const where = { groupId_userId: { groupId, userId } }
  const row = await db().membership.findUnique({ where, select: { calendarKey: true, feedKey: true } })
  if (!row) throw notFound()
  const addressOf = (kind: AddressKind) => {
    const key = row[COLUMNS[kind]]
    return key === null ? null : ADDRESSES[kind](key)
  }
  return { calendar: addressOf('calendar'), feed: addressOf('feed') }
}

/** Gives one of them a key that nobody knows yet; the former address, if there was one, ends. */
export const replaceAddress = (viewer: Viewer, about: AboutAddress): Promise<void> =>
  setKey(viewer, about, randomBytes(24).toString('base64url'))

/** Ends one of them. */
export const removeAddress = (viewer: Viewer, about: AboutAddress): Promise<void> => setKey(viewer, about, null)

async function setKey(viewer: Viewer, { groupId, kind }: AboutAddress, key: string | null): Promise<void> {
  const { userId } = await requireMember(viewer, groupId)
  await db().membership.updateMany({ where: { groupId, userId }, data: { [COLUMNS[kind]]: key } })
}
