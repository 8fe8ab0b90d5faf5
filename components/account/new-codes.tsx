'use client'

import { useState } from 'react'
import { useCreateRecoveryCodes } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { PasswordField } from '#components/account/password-field.tsx'
import { RecoveryCodes } from '#components/account/recovery-codes.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import type { Account } from '#domain/account.ts'

function countWords(left: number): string {
  if (left === 0) return 'You have none. Without one, a forgotten password locks you out.'
  return left === 1 ? 'You have one code left.' : `You have ${left} codes left.`
}

/** How many codes are left, and a new set. */
export function NewCodes({ account }: { account: Account }) {
  const [open, setOpen] = useState(false)
  const create = useCreateRecoveryCodes()
  const close = () => {
    setOpen(false)
    create.reset()
  }
  return (
    <div className="space-y-4">
      <p className={account.recoveryCodesLeft === 0 ? '' : 'text-muted'}>
        {countWords(account.recoveryCodesLeft)} They let you in when you have forgotten your password.
      </p>
      <Button onClick={() => setOpen(true)}>Make a new set</Button>
      <Dialog open={open} onClose={close} title={create.data ? 'Your new codes' : 'Make new recovery codes'}>
        {create.data ? (
          <RecoveryCodes codes={create.data.recoveryCodes} username={account.username} done="I have kept them" onKept={close} />
        ) : (
          <Form onSubmit={(filled) => create.mutate({ current: typed(filled, 'current') })} error={create.error}>
            <p>The codes that you have now stop working.</p>
            {account.hasPassword && (
              <PasswordField
                label="Present password"
                name="current"
                autoComplete="current-password"
                required
                error={fieldsOf(create.error).current}
              />
            )}
            <Button type="submit" variant="primary" busy={create.isPending}>
              Show me new codes
            </Button>
          </Form>
        )}
      </Dialog>
    </div>
  )
}
