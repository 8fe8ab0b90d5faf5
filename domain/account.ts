import { z } from 'zod'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'

export const MIN_PASSWORD = 10

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,29}$/, fault('usernameShape'))

export const PersonName = shownName({ max: 60, empty: fault('nameNeeded') })

const NewPassword = z.string().min(MIN_PASSWORD, fault('atLeast')).max(200, fault('atMost'))
/** A password that is only compared; long ones are refused before they cost anything. */
const GivenPassword = z.string().max(200, fault('atMost'))
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email(fault('emailShape')).max(200))

/** The code on a printed slip, as somebody types it; case, spaces and hyphens do not matter. */
export const SlipCode = z
  .string()
  .max(60, fault('slipUnknown'))
  .transform((code) => code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
  .pipe(z.string().regex(/^[0-9A-Z]{16}$/, fault('slipUnknown')))

export const SignUp = z.object({
  name: PersonName,
  username: Username,
  password: NewPassword,
  /** Kept once it is confirmed from a mail sent to it; a site without mail never keeps it. */
  email: z.union([z.literal(''), Email], fault('emailOrEmpty')).default(''),
  /** The account becomes that of the member whose slip this is, with all that was written under their name. */
  slip: SlipCode.optional(),
})
export type SignUp = z.input<typeof SignUp>

/** `next` is the path on this site that the person was going to. */
const Next = z.string().max(2000).default('/')
export const SignIn = z.object({
  username: z.string().max(200),
  password: z.string().max(1000),
  /** Of an authenticator app, or a recovery code; empty until it is asked for. */
  code: z.string().trim().max(40).default(''),
  next: Next,
})
export type SignIn = z.input<typeof SignIn>

export const UpdateAccount = z.object({ name: PersonName })
export type UpdateAccount = z.infer<typeof UpdateAccount>

export const Recover = z.object({
  username: Username,
  code: z.string().trim().min(1, fault('codeNeeded')).max(40),
  password: NewPassword,
})
export type Recover = z.infer<typeof Recover>
export type Recovered = OtherWaysIn & { codesLeft: number }

/** Proof that the account's owner sits there; empty for people without a password, who must just have signed in. */
export const Prove = z.object({ current: GivenPassword.default('') })
export type Prove = z.input<typeof Prove>

export const ChangePassword = Prove.extend({ password: NewPassword })
export type ChangePassword = z.input<typeof ChangePassword>

/** Their words stay without a name, or go. */
export const DeleteAccount = Prove.extend({ words: z.enum(['nameless', 'remove'], fault('chooseWords')) })
export type DeleteAccount = z.input<typeof DeleteAccount>

type NamedGroup = { id: string; name: string }
/** What the end of an account means for its groups: those that go with it, those that somebody else has to own first, the others. */
export type AccountEnding = { alone: NamedGroup[]; handOver: NamedGroup[]; others: NamedGroup[] }

/** A code of an authenticator app. */
export const ConfirmTotp = z.object({ code: z.string().trim().min(1, fault('codeNeeded')).max(40) })
export type ConfirmTotp = z.infer<typeof ConfirmTotp>
/** What an authenticator app is to keep: its secret, and the same as the address that it scans. */
export type TotpBegun = { secret: string; uri: string }

/** What a device answers, as browsers write it (WebAuthn Level 3, JSON); the library looks into it. */
const DeviceAnswer = z.looseObject({
  id: z.string().min(1).max(1_400),
  rawId: z.string().max(1_400),
  type: z.literal('public-key'),
  response: z.record(z.string().max(60), z.unknown()),
  clientExtensionResults: z.record(z.string().max(60), z.unknown()).default({}),
})
export const AddPasskey = z.object({ name: PersonName, response: DeviceAnswer })
export type AddPasskey = z.infer<typeof AddPasskey>
export const AboutPasskey = Prove.extend({ passkeyId: z.string().max(1_400) })
export type AboutPasskey = z.input<typeof AboutPasskey>
export const SignInWithPasskey = z.object({ response: DeviceAnswer, next: Next })
export type SignInWithPasskey = z.infer<typeof SignInWithPasskey>
/** A passkey as its owner sees it in the list. */
export type PasskeyItem = { id: string; name: string; createdAt: string; usedAt: string | null }

export const UpdateEmail = Prove.extend({ email: Email })
export type UpdateEmail = z.input<typeof UpdateEmail>
export const AboutConnection = Prove.extend({ connectionId: z.uuid() })
export type AboutConnection = z.input<typeof AboutConnection>
export const ConfirmEmail = z.object({ token: z.string().min(1).max(100) })
export type ConfirmEmail = z.infer<typeof ConfirmEmail>

export const EndSession = z.object({ sessionId: z.uuid() })

/** A sign-in as its owner sees it in the list; `endedAt` is null while it goes on. */
export type SessionItem = { id: string; device: string; createdAt: string; seenAt: string; endedAt: string | null; current: boolean }

/** What lets somebody into an account beside its password. */
export type OtherWaysIn = {
  /** Confirmed by a mail, or told by the provider as such: links to sign in are sent there. */
  email: string | null
  /** Single sign-on, once for each account there. `since` is null where it was not kept. */
  connections: { id: string; since: string | null }[]
  passkeys: PasskeyItem[]
}

/** What the header and the account page show of the person signed in. */
export type Account = OtherWaysIn & {
  userId: string
  name: string
  username: string | null
  hasPassword: boolean
  recoveryCodesLeft: number
  /** Whether a password alone lets nobody in. */
  asksForCode: boolean
}

/** Ways to sign in beside username and password, as this site has set them up. */
export type SignInWays = { oidc: string | null; mail: boolean; passkeys: boolean }
