import { z } from 'zod'

export const MIN_PASSWORD = 10

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,29}$/, 'Use 2 to 30 letters without accents, digits, dots, hyphens or underscores.')

/** A name is shown to others: any script, no control or direction-changing characters, 1 to 60 characters. */
export const PersonName = z
  .string()
  .trim()
  .min(1, 'Write the name that your group should see.')
  .max(60, 'Use at most 60 characters.')
  .refine((name) => !/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name), 'Leave out control characters.')

const NewPassword = z.string().min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`).max(200, 'Use at most 200 characters.')
const OptionalEmail = z.union([z.literal(''), z.email('Write a whole e-mail address, or leave it empty.')]).default('')

export const SignUp = z.object({ name: PersonName, username: Username, password: NewPassword, email: OptionalEmail })
export type SignUp = z.infer<typeof SignUp>

export const ChangePassword = z.object({ current: z.string().max(200), password: NewPassword })
export type ChangePassword = z.infer<typeof ChangePassword>

export const Recover = z.object({ username: Username, code: z.string().trim().min(1).max(40), password: NewPassword })
export type Recover = z.infer<typeof Recover>

export const EndSession = z.object({ sessionId: z.uuid() })

/** A sign-in as its owner sees it in the list. */
export type SessionItem = { id: string; device: string; createdAt: string; seenAt: string; current: boolean }

/** What the header and the account page show of the person signed in. */
export type Account = { userId: string; name: string; username: string | null; email: string | null; recoveryCodesLeft: number }
