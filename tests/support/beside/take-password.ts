import { hash } from '@node-rs/argon2'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

/** Makes an account of a running product one without a password, whose sign-ins are an hour old; or gives it a password again. */
export default (username: string, password?: string): Promise<void> =>
  withDatabase(readSettings('production'), async () => {
    const { db } = await import('#server/db.ts')
    const passwordHash = password === undefined ? null : await hash(password)
    const { id } = await db().user.update({ where: { username }, data: { passwordHash } })
    await db().session.updateMany({ where: { userId: id }, data: { createdAt: new Date(Date.now() - 3_600_000) } })
  })
