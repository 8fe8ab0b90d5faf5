'use client'

import { useRef } from 'react'
import { useChangePassword } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import type { AccountPart } from '#components/account/account-part.ts'
import { Button } from '#components/ui/button.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { doneBy } from '#domain/form-reply.ts'

function changedWords(ended: number): string {
  const elsewhere = ended === 1 ? 'one other device' : `${ended} other devices`
  return ended === 0 ? 'The new password holds.' : `The new password holds. You are signed out on ${elsewhere}.`
}

/** Changes the password, or sets the first one of somebody who came through a provider. */
export function PasswordForm({ account, reply }: AccountPart) {
  const [change, toast] = [useChangePassword(), useToast()]
  const box = useRef<HTMLDivElement>(null)
  const plain = { action: '/api/account/password', back: '/account', reply, fields: { viewer: account.userId } }
  const error = whyFailed(change, plain)
  const errors = fieldsOf(error)
  const done = change.isIdle && doneBy<{ ended: number }>(reply, plain.action)
  const save = (filled: FormData) => {
    const input = { current: typed(filled, 'current'), password: typed(filled, 'password') }
    change.mutate(input, {
      onSuccess: ({ ended }) => {
        box.current?.querySelector('form')?.reset()
        toast(changedWords(ended))
      },
    })
  }
  return (
    <div ref={box}>
      <Form onSubmit={save} plain={plain} error={error}>
        {done && <Notice>{changedWords(done.ended)}</Notice>}
        {/* So that a password manager knows whose password this is. */}
        <input type="text" name="username" autoComplete="username" defaultValue={account.username ?? ''} readOnly hidden />
        <ProofField {...account} error={errors.current} />
        <PasswordField
          label="New password"
          name="password"
          hint="At least 10 characters. All other devices are signed out."
          autoComplete="new-password"
          minLength={10}
          required
          error={errors.password}
        />
        <Button type="submit" busy={change.isPending}>
          {account.hasPassword ? 'Change the password' : 'Set the password'}
        </Button>
      </Form>
    </div>
  )
}
