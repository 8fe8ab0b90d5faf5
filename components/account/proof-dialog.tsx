'use client'

import type { ReactNode } from 'react'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import type { Account } from '#domain/account.ts'

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
        <ProofField {...account} error={fieldsOf(error).current} />
        <Button type="submit" variant="primary" busy={busy}>
          {submit}
        </Button>
      </Form>
    </Dialog>
  )
}
