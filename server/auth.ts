import 'server-only'
import { randomUUID } from 'node:crypto'
import type { NextAuthOptions } from 'next-auth'
import { decode, encode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { Viewer } from '#domain/viewer.ts'
import { checkPassword } from '#server/accounts.ts'
import { db } from '#server/db.ts'
import { env } from '#server/env.ts'

declare module 'next-auth' {
  interface Session {
    viewer: Viewer
  }
  interface User {
    userAgent?: string
  }
}

const MAX_AGE = 30 * 24 * 3600

const secureCookies = () => env().SITE_URL?.startsWith('https:') ?? false

/** The cookie that next-auth keeps the token in. */
export const sessionCookieName = () => (secureCookies() ? '__Secure-next-auth.session-token' : 'next-auth.session-token')

/** Whose token this is, as long as its session's row stands; null for anything else. */
export async function viewerOfToken(token: string | undefined): Promise<Viewer | null> {
  if (!token) return null
  const claims = await decodeLiving({ token, secret: env().AUTH_SECRET ?? '' })
  return claims && { userId: String(claims.sub), name: String(claims.name), sessionId: String(claims.sessionId) }
}

/** How people sign in. A token is only as good as its session's row: deleting the row signs out everywhere. */
export function authOptions(): NextAuthOptions {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set: start Studycircle with "npm start", which makes one.')
  return {
    secret,
    session: { strategy: 'jwt', maxAge: MAX_AGE },
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
    useSecureCookies: secureCookies(),
    providers: [
      CredentialsProvider({
        credentials: { username: {}, password: {} },
        async authorize(credentials, request) {
          const user = await checkPassword(credentials?.username ?? '', credentials?.password ?? '')
          return user && { id: user.id, name: user.name, userAgent: String(request.headers?.['user-agent'] ?? '') }
        },
      }),
    ],
    jwt: { encode, decode: decodeLiving },
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token
        const sessionToken = randomUUID()
        const expires = new Date(Date.now() + MAX_AGE * 1000)
        const userAgent = (user.userAgent ?? '').slice(0, 300)
        const row = await db().session.create({ data: { sessionToken, userId: user.id, userAgent, expires } })
        return { sub: user.id, name: user.name, sid: sessionToken, sessionId: row.id }
      },
      session({ session, token }) {
        const viewer = { userId: String(token.sub), name: String(token.name), sessionId: String(token.sessionId) }
        return { expires: session.expires, viewer }
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await db().session.deleteMany({ where: { sessionToken: token.sid } })
      },
    },
  }
}

async function decodeLiving(params: JWTDecodeParams): Promise<JWT | null> {
  // A token that is not ours, or was signed with an older secret, is nobody's.
  const token = await decode(params).catch(() => null)
  if (typeof token?.sid !== 'string') return null
  const row = await db().session.findUnique({ where: { sessionToken: token.sid }, select: { expires: true } })
  return row && row.expires > new Date() ? token : null
}
