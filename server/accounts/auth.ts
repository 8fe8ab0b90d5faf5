import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import { safeNext } from '#domain/next-path.ts'
import { authAdapter } from '#server/accounts/auth-adapter.ts'
import { authProviders } from '#server/accounts/auth-providers.ts'
import { COOKIE_AGE, createSession, findSession, requireAdmitted } from '#server/accounts/sessions.ts'
import type { SignInAttempt } from '#server/accounts/sign-in-attempt.ts'
import { asksForCode } from '#server/accounts/totp.ts'
import { mayConnect, tellConnected } from '#server/accounts/ways.ts'
import { authCookies, secureCookies } from '#server/cookies.ts'
import { authSecret, siteUrl } from '#server/env.ts'
import { log, tellSecurity } from '#server/log.ts'

/** Where next-auth leads: a path of this site, whatever was asked. */
export const leadTo = (url: string): string => siteUrl() + safeNext(url.startsWith(`${siteUrl()}/`) ? url.slice(siteUrl().length) : url)

const SECOND_STEP = '/sign-in?error=SecondStep'

/**
 * How people sign in by a mailed link or a provider. The cookie carries only the secret of a session's row: deleting the row signs
 * out everywhere.
 */
export function authOptions(attempt: SignInAttempt): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: COOKIE_AGE },
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
    useSecureCookies: secureCookies(),
    cookies: authCookies(),
    adapter: authAdapter(),
    providers: authProviders(attempt),
    jwt: {
      encode,
      async decode(params) {
        const token = await decode(params)
        return typeof token?.sid === 'string' && (await findSession(token.sid)) ? token : null
      },
    },
    callbacks: {
      async jwt({ token, user }) {
        return user ? { sub: user.id, sid: await createSession(user.id, attempt.userAgent, await attempt.findViewer()) } : token
      },
      async signIn({ user, account, email }) {
        // Of an address that somebody typed nothing is told.
        if (!email?.verificationRequest) await attempt.keep(() => requireAdmitted(user))
        // Asking for the link says nothing; following it would get past the second step.
        if (account?.type === 'email' && !email?.verificationRequest && (await asksForCode(user.email ?? ''))) return SECOND_STEP
        if (account?.type !== 'oauth') return true
        return (await mayConnect(await attempt.findViewer(), account)) || `${siteUrl()}/account?connect=refused`
      },
      redirect: ({ url }) => leadTo(url),
    },
    events: {
      signIn: ({ user, account }) =>
        tellSecurity('signed-in', { userId: user.id, way: account?.provider ?? 'unknown', address: attempt.address }),
      async linkAccount({ user, account }) {
        // A new person's first way in is no news to them.
        if ((await attempt.findViewer())?.userId === user.id) await tellConnected(user.id, account.provider)
      },
    },
    logger: {
      // Metadata may hold addresses and codes: only its error's own message is kept.
      error: (code, metadata) =>
        log().warn({ code, err: metadata instanceof Error ? metadata.message : metadata.error?.message }, 'sign-in'),
      warn: (code) => log().debug({ code }, 'sign-in'),
      debug: () => {},
    },
  }
}
