'use client'

import type { ReactNode } from 'react'
import { fieldsOf } from '#client/http.ts'
import { PasswordField } from '#components/account/password-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import type { Account } from '#domain/account.ts'
import * as m from '#messages/account.ts'

/** The account's present password, for people who have one; the others are asked by the server to sign in anew. */
export function ProofField({ account, error }: { account: Account; error: Error | null }) {
  if (!account.hasPassword) return null
  return (
    <PasswordField label={m.currentPassword()} name="current" autoComplete="current-password" required error={fieldsOf(error).current} />
  )
}

type ProofDialogProps = {
  open: boolean
  title: string
  /** What happens then. */
  children: ReactNode
  /** The words of its button. */
  submit: string
  account: Account
  busy: boolean
  error: Error | null
  /** Gets the password, empty where the account has none. */
  onProof: (current: string) => void
  onClose: () => void
}

/** Asks for the password before one of the ways into the account changes. */
export function ProofDialog({ open, title, children, submit, account, busy, error, onProof, onClose }: ProofDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Form onSubmit={(filled) => onProof(typed(filled, 'current'))} error={error}>
        {children}
        <ProofField account={account} error={error} />
        <Button type="submit" variant="primary" busy={busy}>
          {submit}
        </Button>
      </Form>
    </Dialog>
  )
}
