'use client'

import { useState } from 'react'
import { useCreateRecoveryCodes } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import type { AccountPart } from '#components/account/account-part.ts'
import { RecoveryCodes } from '#components/account/recovery-codes.tsx'
import { Button, PageLink } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { doneBy } from '#domain/form-reply.ts'

function countWords(left: number): string {
  if (left === 0) return 'You have none. Without one, a forgotten password locks you out.'
  return left === 1 ? 'You have one code left.' : `You have ${left} codes left.`
}

/** How many codes are left, and a new set. */
export function NewCodes({ account, reply }: AccountPart) {
  const [open, setOpen] = useState(false)
  const create = useCreateRecoveryCodes()
  const close = () => {
    setOpen(false)
    create.reset()
  }
  const plain = { action: '/api/account/recovery-codes', back: '/account', reply, fields: { viewer: account.userId } }
  const done = doneBy<{ recoveryCodes: string[] }>(reply, plain.action)
  const form = (
    <Form onSubmit={(filled) => create.mutate({ current: typed(filled, 'current') })} plain={plain} error={whyFailed(create, plain)}>
      <p>The codes that you have now stop working.</p>
      <ProofField {...account} error={fieldsOf(whyFailed(create, plain)).current} />
      <Button type="submit" variant="primary" busy={create.isPending}>
        Show me new codes
      </Button>
    </Form>
  )
  return (
    <div className="space-y-4">
      <p className={account.recoveryCodesLeft === 0 ? '' : 'text-muted'}>
        {countWords(account.recoveryCodesLeft)} They let you in when you have forgotten your password.
      </p>
      <Button onClick={() => setOpen(true)} className="needs-script">
        Make a new set
      </Button>
      <noscript>
        {done ? (
          <RecoveryCodes codes={done.recoveryCodes} username={account.username}>
            <PageLink href="/account" variant="primary" className="no-print mt-6 w-full">
              I’ve saved these codes
            </PageLink>
          </RecoveryCodes>
        ) : (
          form
        )}
      </noscript>
      <Dialog open={open} onClose={close} title={create.data ? 'Your new codes' : 'Make new recovery codes'}>
        {create.data ? (
          <RecoveryCodes codes={create.data.recoveryCodes} username={account.username}>
            <Button variant="primary" onClick={close} className="no-print mt-6 w-full">
              I’ve saved these codes
            </Button>
          </RecoveryCodes>
        ) : (
          form
        )}
      </Dialog>
    </div>
  )
}
