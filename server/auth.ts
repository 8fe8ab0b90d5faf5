import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { checkPassword } from '#server/accounts.ts'
import { authSecret } from '#server/env.ts'
import { COOKIE_AGE, createSession, endSessionOfToken, secureCookies } from '#server/sessions.ts'

declare module 'next-auth' {
  interface User {
    userAgent?: string
  }
}

/** How people sign in. The cookie carries only the secret of a session's row: deleting the row signs out everywhere. */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: COOKIE_AGE },
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
    jwt: { encode, decode },
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token
        return { sub: user.id, sid: await createSession(user.id, user.userAgent ?? '') }
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSessionOfToken(token.sid)
      },
    },
  }
}
