import { PasswordField } from '#components/ui/password-field.tsx'
import * as m from '#messages/account.ts'

type ProofProps = {
  /** Of the account. */
  hasPassword: boolean
  error: string | undefined
  label?: string
  hint?: string
  required?: boolean
}

/** The account's present password, for people who have one; the others are asked by the server to sign in anew. */
export function ProofField({ hasPassword, error, label = m.currentPassword(), hint, required = true }: ProofProps) {
  if (!hasPassword) return null
  return (
    <PasswordField label={label} name="current" autoComplete="current-password" required={required} error={error} {...(hint && { hint })} />
  )
}
