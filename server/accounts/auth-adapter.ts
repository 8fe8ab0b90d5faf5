import 'server-only'
import { randomBytes } from 'node:crypto'
import { PrismaAdapter } from '@next-auth/prisma-adapter'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { PersonName, Username } from '#domain/account.ts'
import { forgetOldLinks } from '#server/accounts/mailed-links.ts'
import { db, isDuplicate } from '#server/db.ts'

/** How next-auth keeps people who come through a provider or a mailed link: in our tables, with a name and a username made for them. */
export function authAdapter(): Adapter {
  // The adapter's types speak of Prisma's older client; the calls that it makes are the same.
  const adapter = PrismaAdapter(db() as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter
  return {
    ...adapter,
    createUser: createProvidedUser,
    linkAccount: linkProvidedAccount,
    async createVerificationToken(token) {
      await forgetOldLinks()
      return adapter.createVerificationToken?.(token)
    },
  }
}

/** The names of an account for somebody whom a provider describes. */
export function namesFor(told: { name?: string | null | undefined; email?: string | null | undefined }): { name: string; base: string } {
  const mailName = told.email?.split('@')[0]
  const name = [told.name, mailName].map((candidate) => PersonName.safeParse(candidate)).find((parsed) => parsed.success)?.data
  const base = [mailName, told.name].map((candidate) => usernameFrom(candidate ?? '')).find((candidate) => candidate !== null)
  return { name: name ?? 'A reader', base: base ?? 'reader' }
}

function usernameFrom(words: string): string | null {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const joined = plain.replace(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+|[._-]+$/g, '')
  const parsed = Username.safeParse(joined.slice(0, 24))
  return parsed.success ? parsed.data : null
}

async function createProvidedUser(told: Omit<AdapterUser, 'id'>): Promise<AdapterUser> {
  const { name, base } = namesFor(told)
  for (let attempt = 0; ; attempt += 1) {
    const username = attempt === 0 ? base : `${base}-${randomBytes(2).toString('hex')}`
    // Only confirmed addresses come here: a mailed link was followed, or the provider said that it had checked.
    const address = told.email ? { email: told.email, emailVerified: new Date() } : {}
    try {
      const user = await db().user.create({ data: { name, username, ...address } })
      return { id: user.id, name: user.name, email: user.email ?? '', emailVerified: user.emailVerified }
    } catch (error) {
      // A taken username is tried again with another ending; five in a row are no accident.
      if (!isDuplicate(error) || attempt === 5) throw error
    }
  }
}

/** Keeps which account of the provider this is, and none of its tokens: we never call the provider in the person's name. */
async function linkProvidedAccount(account: Parameters<Adapter['linkAccount']>[0]): Promise<void> {
  const { userId, type, provider, providerAccountId } = account
  await db().account.create({ data: { userId, type, provider, providerAccountId, createdAt: new Date() } })
}
