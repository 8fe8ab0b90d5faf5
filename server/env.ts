import 'server-only'
import { z } from 'zod'

const text = z.string().trim().min(1, 'write something, or leave it unset')
const DATABASES =
  'write an address like postgres://user:password@host:5432/name, with # / : ? @ % in the password as %23 %2F %3A %3F %40 %25'
const HOURS = 'write a number of hours up to 744, or 0 for none'
const DAYS = 'write a number of days from 1 to 3660'
const PORTS = 'write a number from 1 to 65535'

const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    PORT: z.coerce.number(PORTS).int(PORTS).min(1, PORTS).max(65535, PORTS).default(3000),
    HOST: text.default('127.0.0.1'),
    DATA_DIR: text.default('.data'),
    CONTENT_DIR: text.default('content'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, DATABASES)
      .refine(URL.canParse, DATABASES)
      .optional(),
    SITE_URL: z.url({ protocol: /^https?$/, error: 'write the whole address, like https://read.example.org' }).optional(),
    BACKUP_DIR: text.optional(),
    BACKUP_PASSPHRASE: z.string().min(12, 'write at least 12 characters').optional(),
    BACKUP_EVERY_HOURS: z.coerce
      .number(HOURS)
      .int(HOURS)
      .min(0, HOURS)
      .max(24 * 31, HOURS)
      .default(0),
    BACKUP_KEEP_DAYS: z.coerce.number(DAYS).int(DAYS).min(1, DAYS).max(3660, DAYS).default(14),
    AUTH_SECRET: z.string().min(32, 'write at least 32 random characters').optional(),
    TRUST_PROXY: z.enum(['0', '1'], 'write 1 behind a proxy of yours, else 0').default('0'),
    METRICS_TOKEN: z.string().min(16, 'write at least 16 random characters').optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'write silent, error, warn, info or debug').default('info'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'write an address like smtp://user:password@host:587')
      .optional(),
    MAIL_FROM: text.optional(),
    PUSH_HOSTS: text.optional(),
    OIDC_NAME: text.default('single sign-on'),
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'write the issuer’s whole address, like https://id.example.org' }).optional(),
    OIDC_CLIENT_ID: text.optional(),
    OIDC_CLIENT_SECRET: text.optional(),
  })
  .refine((env) => !env.SMTP_URL || env.MAIL_FROM, { path: ['MAIL_FROM'], error: 'write the sender’s address: SMTP_URL is set' })
  .refine((env) => !env.OIDC_ISSUER || (env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET), {
    path: ['OIDC_CLIENT_ID'],
    error: 'set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside OIDC_ISSUER',
  })
  .refine((env) => env.SITE_URL || (!env.SMTP_URL && !env.OIDC_ISSUER), {
    path: ['SITE_URL'],
    error: 'write the site’s whole address: mails and single sign-on send people there',
  })

export type Env = z.infer<typeof Env>

/** A setting that cannot be used. `message` names it and says what to write instead; it never repeats the value. */
export class SettingsError extends Error {}

/**
 * Parses settings. An empty variable counts as unset.
 * @throws SettingsError with one line a bad setting
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Env.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

let parsed: Env | undefined

/** The settings of this process, read from its environment at the first call. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Reads the settings anew at the next call: for tests, which have others in one process after another. */
export function forgetSettings(): void {
  parsed = undefined
}

/**
 * The key that cookies are encrypted with.
 * @throws Error when it is not set
 */
export function authSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set: start Studycircle with "npm start", which makes one.')
  return secret
}

/** The site's address without a slash at its end: as set, or this machine's. */
export function siteUrl(): string {
  const { SITE_URL, PORT } = env()
  return SITE_URL ? new URL(SITE_URL).origin : `http://localhost:${PORT}`
}
