'use client'

import { useBeginTotp, useConfirmTotp, useRemoveTotp } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import type { AccountPart } from '#components/account/account-part.ts'
import { QrCode } from '#components/groups/qr-code.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import type { TotpBegun } from '#domain/account.ts'
import { doneBy, refusalFor } from '#domain/form-reply.ts'
import * as say from '#messages/sign-in-steps.ts'

const API = '/api/account/totp'

/** A code of an authenticator app beside the password: off, begun, or on. */
export function SecondStep({ account, reply }: AccountPart) {
  const [begin, remove] = [useBeginTotp(), useRemoveTotp()]
  const fields = { viewer: account.userId }
  const plain = { back: '/account', reply, fields }
  const begun = begin.data ?? doneBy<TotpBegun>(reply, API)
  // Without scripts the secret is shown on one page alone: a wrong code begins anew.
  const isRefused = refusalFor(reply, `${API}/confirmation`) !== null
  if (account.asksForCode) {
    const off = { ...plain, action: `${API}/removal` }
    return (
      <Form onSubmit={(filled) => remove.mutate(typed(filled, 'current'))} plain={off} error={whyFailed(remove, off)}>
        <p>{say.secondStepOn()}</p>
        <ProofField {...account} error={fieldsOf(whyFailed(remove, off)).current} />
        <Button type="submit" busy={remove.isPending}>
          {say.secondStepStop()}
        </Button>
      </Form>
    )
  }
  if (begun) return <Confirm account={account} reply={reply} begun={begun} />
  const on = { ...plain, action: API }
  const error = whyFailed(begin, on) ?? (isRefused ? refusalFor(reply, `${API}/confirmation`) : null)
  return (
    <Form onSubmit={(filled) => begin.mutate(typed(filled, 'current'))} plain={on} error={error}>
      <p>{say.secondStepAbout()}</p>
      <ProofField {...account} error={fieldsOf(whyFailed(begin, on)).current} />
      <Button type="submit" busy={begin.isPending}>
        {say.secondStepBegin()}
      </Button>
    </Form>
  )
}

function Confirm({ account, reply, begun }: AccountPart & { begun: TotpBegun }) {
  const confirm = useConfirmTotp()
  const plain = { action: `${API}/confirmation`, back: '/account', reply, fields: { viewer: account.userId } }
  const error = whyFailed(confirm, plain)
  return (
    <Form onSubmit={(filled) => confirm.mutate(typed(filled, 'code'))} plain={plain} error={error}>
      <p>{say.secondStepScan()}</p>
      <div className="needs-script">
        <QrCode text={begun.uri} label={say.secondStepQr()} />
      </div>
      <p>
        {say.secondStepType()} <code className="wrap-anywhere block font-mono">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field
        label={say.codeOfApp()}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        required
        error={fieldsOf(error).code}
      />
      <Button type="submit" variant="primary" busy={confirm.isPending}>
        {say.secondStepConfirm()}
      </Button>
    </Form>
  )
}
