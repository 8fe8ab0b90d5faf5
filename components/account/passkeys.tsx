'use client'

import { useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { isDeclined, useAddPasskey, useRemovePasskey } from '#client/passkeys.ts'
import { ProofDialog } from '#components/account/proof-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Account } from '#domain/account.ts'
import * as words from '#messages/account.ts'
import * as say from '#messages/sign-in-steps.ts'

/** The passkeys that let their holder in, each to be taken off, and a way to add one. */
export function Passkeys({ account }: { account: Account }) {
  const [asked, setAsked] = useState<string | null>(null)
  const [add, remove, toast] = [useAddPasskey(), useRemovePasskey(), useToast()]
  const close = () => {
    setAsked(null)
    remove.reset()
  }
  const error = add.error && (isDeclined(add.error) ? new Error(say.passkeyDeclined()) : add.error)
  const save = (filled: FormData) =>
    add.mutate({ name: typed(filled, 'name'), current: typed(filled, 'current') }, { onSuccess: () => toast(say.passkeyAdded()) })
  return (
    <div className="space-y-4">
      <p>{say.passkeysAbout()}</p>
      {account.passkeys.length > 0 && (
        <ul className="divide-y divide-line">
          {account.passkeys.map(({ id, name, createdAt, usedAt }) => (
            <li key={id} className="flex items-center gap-4 py-3">
              <p className="wrap-anywhere min-w-0 flex-1">
                {name}
                <span className="block text-muted text-sm">
                  {usedAt ? say.usedLast() : say.addedOn()} <Time at={usedAt ?? createdAt} shape="date" />
                </span>
              </p>
              <Button size="small" className="needs-script" aria-label={say.takeOff({ name })} onClick={() => setAsked(id)}>
                {say.takeOffShort()}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="needs-script">
        <Form key={account.passkeys.length} onSubmit={save} error={error}>
          <Field label={say.passkeyName()} hint={say.passkeyNameHint()} name="name" maxLength={60} required />
          <ProofField {...account} error={fieldsOf(add.error).current} />
          <Button type="submit" busy={add.isPending}>
            {say.addPasskey()}
          </Button>
        </Form>
      </div>
      <p className="without-script text-muted text-sm">{words.changeNeedsScript()}</p>
      <ProofDialog
        account={account}
        onClose={close}
        open={asked !== null}
        title={say.takeOffTitle()}
        submit={say.takeOffShort()}
        busy={remove.isPending}
        error={remove.error}
        onProof={(current) => asked && remove.mutate({ passkeyId: asked, current }, { onSuccess: close })}
      >
        <p>{say.takeOffAbout()}</p>
      </ProofDialog>
    </div>
  )
}
