import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

/** Codes stand on paper alone: gives the last one that was printed in a group of a running product another code. @returns which */
export default (groupId: string): Promise<string> =>
  withDatabase(readSettings('production'), async () => {
    const { db } = await import('#server/db.ts')
    const { hashOf, newCode } = await import('#server/accounts/slips.ts')
    const code = newCode()
    const data = { codeHash: hashOf(code.replaceAll('-', '')) }
    const newest = { where: { groupId }, orderBy: { createdAt: 'desc' } } as const
    const [slip, way] = [await db().slip.findFirst(newest), await db().return.findFirst({ ...newest, where: { groupId, claimedAt: null } })]
    if (slip && !(way && way.createdAt > slip.createdAt)) await db().slip.update({ where: { userId: slip.userId }, data })
    else if (way) await db().return.update({ where: { id: way.id }, data })
    return code
  })
