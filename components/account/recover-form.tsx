'use client'

import { useMutation } from '@tanstack/react-query'
import { recover } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { GoOn } from '#components/account/go-on.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Recovered } from '#domain/account.ts'
import { doneBy, type FormReply, typedInto } from '#domain/form-reply.ts'
import * as steps from '#messages/sign-in-steps.ts'

/** Opens an account again with a recovery code, and signs in with the new password. */
export function RecoverForm({ next, back, reply }: { next: string; back: string; reply: FormReply | null }) {
  const enter = useMutation({
    mutationFn: (filled: FormData) =>
      recover({ username: typed(filled, 'username'), code: typed(filled, 'code'), password: typed(filled, 'password') }),
  })
  const plain = { action: '/api/recovery', back, reply }
  const error = whyFailed(enter, plain)
  const errors = fieldsOf(error)
  const done = enter.data ?? doneBy<Recovered>(reply, plain.action)
  if (done) {
    const { codesLeft, email, connections, passkeys } = done
    return (
      <div className="space-y-5" role="status">
        <Notice title="Your account is yours again">
          The new password holds, and you are signed out everywhere else.{' '}
          {codesLeft === 0 ? 'That was your last code' : `You have ${codesLeft} ${codesLeft === 1 ? 'code' : 'codes'} left`}: a new set can
          be made on your account page.
        </Notice>
        {(email || connections.length + passkeys.length > 0) && (
          <Notice title="What else lets somebody in">
            <ul className="list-disc ps-5">
              {email && <li className="wrap-anywhere">links sent to {email}</li>}
              {passkeys.map(({ id, name, createdAt }) => (
                <li key={id} className="wrap-anywhere">
                  {steps.passkeyNamed({ name })} <Time at={createdAt} shape="date" />
                </li>
              ))}
              {connections.map(({ id, since }) => (
                <li key={id}>
                  an outside sign-in
                  {since && (
                    <>
                      , connected <Time at={since} shape="date" />
                    </>
                  )}
                </li>
              ))}
            </ul>
            <p className="mt-2">If one of these is not yours, take it off on your account page.</p>
          </Notice>
        )}
        <GoOn next={next} back={back} label="Go on" />
      </div>
    )
  }
  return (
    <Form onSubmit={enter.mutate} plain={plain} error={error}>
      <Field
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        defaultValue={typedInto(reply, plain.action).username}
        error={errors.username}
      />
      <Field
        label="One of your codes"
        name="code"
        hint="Twelve letters and digits. Capitals and hyphens do not matter."
        autoComplete="one-time-code"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
        required
        className="font-mono"
        error={errors.code}
      />
      <PasswordField
        label="New password"
        name="password"
        hint="At least 10 characters. Three or four unrelated words are easy to keep in mind."
        autoComplete="new-password"
        minLength={10}
        required
        error={errors.password}
      />
      <Button type="submit" variant="primary" busy={enter.isPending} className="w-full">
        Set the new password
      </Button>
    </Form>
  )
}
