import { z } from 'zod'
import { shownName } from '#domain/name.ts'

export const MIN_PASSWORD = 10

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,29}$/, 'Use 2 to 30 letters without accents, digits, dots, hyphens or underscores.')

export const PersonName = shownName({ max: 60, empty: 'Write the name that your group should see.' })

const NewPassword = z.string().min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`).max(200, 'Use at most 200 characters.')
/** A password that is only compared; long ones are refused before they cost anything. */
const GivenPassword = z.string().max(200, 'Use at most 200 characters.')
export const Email = z.string().trim().toLowerCase().pipe(z.email('Write a whole e-mail address, like ada@example.org.').max(200))

export const SignUp = z.object({
  name: PersonName,
  username: Username,
  password: NewPassword,
  /** Kept once it is confirmed from a mail sent to it; a site without mail never keeps it. */
  email: z.union([z.literal(''), Email], 'Write a whole e-mail address, or leave it empty.').default(''),
})
export type SignUp = z.input<typeof SignUp>

export const UpdateAccount = z.object({ name: PersonName })
export type UpdateAccount = z.infer<typeof UpdateAccount>

/** `current` is empty for people who came through a provider and have no password yet. */
export const ChangePassword = z.object({ current: GivenPassword.default(''), password: NewPassword })
export type ChangePassword = z.input<typeof ChangePassword>

export const CreateRecoveryCodes = z.object({ current: GivenPassword.default('') })
export type CreateRecoveryCodes = z.input<typeof CreateRecoveryCodes>

export const Recover = z.object({
  username: Username,
  code: z.string().trim().min(1, 'Write one of your codes.').max(40),
  password: NewPassword,
})
export type Recover = z.infer<typeof Recover>

export const UpdateEmail = z.object({ email: Email })
export type UpdateEmail = z.infer<typeof UpdateEmail>
export const ConfirmEmail = z.object({ token: z.string().min(1).max(100) })
export type ConfirmEmail = z.infer<typeof ConfirmEmail>

export const EndSession = z.object({ sessionId: z.uuid() })

/** A sign-in as its owner sees it in the list. */
export type SessionItem = { id: string; device: string; createdAt: string; seenAt: string; current: boolean }

/** What the header and the account page show of the person signed in. */
export type Account = {
  userId: string
  name: string
  username: string | null
  /** Confirmed by a mail, or told by the provider as such. */
  email: string | null
  hasPassword: boolean
  /** Whether single sign-on is connected. */
  connected: boolean
  recoveryCodesLeft: number
}

/** Ways to sign in beside username and password, as this site has set them up. */
export type SignInWays = { oidc: string | null; mail: boolean }
