'use client'

import { useState } from 'react'
import { useRemoveEmail, useUpdateEmail } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import type { AccountPart } from '#components/account/account-part.ts'
import { ProofDialog } from '#components/account/proof-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { isDone, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/account.ts'

const REMOVAL = '/api/account/email/removal'

/** The address that links to sign in are sent to. It changes when a mail to the new one is answered. */
export function EmailForm({ account, reply }: AccountPart) {
  const update = useUpdateEmail()
  const send = (filled: FormData) => update.mutate({ email: typed(filled, 'email'), current: typed(filled, 'current') })
  const plain = { action: '/api/account/email', back: '/account', reply, fields: { viewer: account.userId } }
  const error = whyFailed(update, plain)
  return (
    <div className="space-y-5">
      {account.email ? (
        <PresentEmail account={account} email={account.email} reply={reply} />
      ) : (
        <p className="text-muted">
          {isDone(reply, REMOVAL) && `${say.addressRemoved()} `}None. With one, you can sign in by a link sent to you. Your groups do not
          see it.
        </p>
      )}
      {update.isSuccess || (update.isIdle && isDone(reply, plain.action)) ? (
        <div role="status">
          <Notice title="Look into your mail">The address is yours once you open the link that is on its way to it.</Notice>
        </div>
      ) : (
        <Form onSubmit={send} plain={plain} error={error}>
          <Field
            label={account.email ? 'Another address' : 'E-mail address'}
            name="email"
            type="email"
            autoComplete="email"
            required
            defaultValue={typedInto(reply, plain.action).email}
            error={fieldsOf(error).email}
          />
          <ProofField {...account} error={fieldsOf(error).current} />
          <Button type="submit" busy={update.isPending}>
            Send a mail to confirm it
          </Button>
        </Form>
      )}
    </div>
  )
}

function PresentEmail({ account, email, reply }: AccountPart & { email: string }) {
  const [open, setOpen] = useState(false)
  const remove = useRemoveEmail()
  const close = () => {
    setOpen(false)
    remove.reset()
  }
  const plain = { action: REMOVAL, back: '/account', reply, fields: { viewer: account.userId } }
  const refusal = whyFailed(remove, plain)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="wrap-anywhere min-w-0">{email}</p>
      <noscript>
        <Form onSubmit={() => undefined} plain={plain} error={refusal} className="mt-3 space-y-3">
          <ProofField {...account} error={fieldsOf(refusal).current} />
          <Button type="submit" size="small">
            Remove this address
          </Button>
        </Form>
      </noscript>
      <Button size="small" className="needs-script" onClick={() => setOpen(true)}>
        Remove this address
      </Button>
      <ProofDialog
        open={open}
        title="Remove your e-mail address"
        submit="Remove it"
        account={account}
        busy={remove.isPending}
        error={remove.error}
        onProof={(current) => remove.mutate({ current }, { onSuccess: close })}
        onClose={close}
      >
        <p>Links to sign in are no longer sent to {email}.</p>
      </ProofDialog>
    </div>
  )
}
