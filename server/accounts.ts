import 'server-only'
import { verify } from '@node-rs/argon2'
import { Username } from '#domain/account.ts'
import { db } from '#server/db.ts'

/** The person whose username and password these are, or null. */
export async function checkPassword(username: string, password: string): Promise<{ id: string; name: string } | null> {
  const parsed = Username.safeParse(username)
  if (!parsed.success || password.length > 200) return null
  const user = await db().user.findUnique({ where: { username: parsed.data }, select: { id: true, name: true, passwordHash: true } })
  if (!user?.passwordHash || !(await verify(user.passwordHash, password))) return null
  return { id: user.id, name: user.name }
}
