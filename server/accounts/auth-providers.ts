import 'server-only'
import { isIP } from 'node:net'
import type { NextAuthOptions } from 'next-auth'
import EmailProvider from 'next-auth/providers/email'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { Email, type SignInWays } from '#domain/account.ts'
import { sendAccountMail } from '#server/accounts/account-mail.ts'
import { SIGN_IN_LINK } from '#server/accounts/mailed-links.ts'
import type { SignInAttempt } from '#server/accounts/sign-in-attempt.ts'
import { env, siteUrl } from '#server/env.ts'

type Provider = NextAuthOptions['providers'][number]

/** What the sign-in page offers beside username and password. */
export const signInWays = (): SignInWays => ({
  oidc: env().OIDC_ISSUER ? env().OIDC_NAME : null,
  mail: Boolean(env().SMTP_URL),
  passkeys: hasPasskeys(new URL(siteUrl())),
})

/** Browsers make passkeys for a name, not for a number, and over https unless it is this very machine. */
const hasPasskeys = ({ hostname, protocol }: URL): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && (protocol === 'https:' || hostname === 'localhost')

/** A mailed link and OpenID Connect, where the settings name a server. Passwords are our own affair: `sign-in.ts`. */
export function authProviders(attempt: SignInAttempt): Provider[] {
  const { oidc, mail } = signInWays()
  return [...(mail ? [byMail(attempt)] : []), ...(oidc ? [byOidc(oidc)] : [])]
}

function byMail(attempt: SignInAttempt): Provider {
  return EmailProvider({
    server: env().SMTP_URL ?? '',
    from: env().MAIL_FROM ?? '',
    maxAge: SIGN_IN_LINK,
    normalizeIdentifier: (given) => Email.parse(given),
    // The mail leads to a page with one button: programs that open every link in a mail would use the link up.
    async sendVerificationRequest({ identifier, url }) {
      await attempt.countMail(identifier)
      const link = `${siteUrl()}/sign-in/link?${new URL(url).searchParams}`
      const text = `Sign in at ${siteUrl()}:\n\n${link}\n\nThe link works once, for ten minutes. If you did not ask for it, do nothing.\n`
      await sendAccountMail({ to: identifier, subject: 'Your link to sign in', text })
    },
  })
}

type Claims = { sub: string; name?: string; preferred_username?: string; email?: string; email_verified?: boolean }

function byOidc(name: string): OAuthConfig<Claims> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    wellKnown: `${OIDC_ISSUER?.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID ?? '',
    clientSecret: OIDC_CLIENT_SECRET ?? '',
    authorization: { params: { scope: 'openid profile email' } },
    userinfo: {
      // Many issuers tell name and address only at their userinfo endpoint.
      async request({ client, tokens }) {
        // These are the tokens that the client has just checked, with their methods; the type shows their values alone.
        const checked = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const told = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(checked) : {}
        return { ...told, ...checked.claims() }
      },
    },
    profile: (claims) => ({
      id: claims.sub,
      name: claims.name ?? claims.preferred_username ?? null,
      email: claims.email_verified === true ? (claims.email ?? null) : null,
    }),
  }
}
