'use client'

import { useMutation } from '@tanstack/react-query'
import { fieldsOf } from '#client/http.ts'
import { signIn, useNext } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { type FormReply, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/sign-in-steps.ts'

type SignInProps = { next: string; back: string; reply: FormReply | null; button: string }

/** Username and password; then on to where the person was going. */
export function SignInForm({ next, back, reply, button }: SignInProps) {
  const target = useNext(next)
  const enter = useMutation({
    mutationFn: (filled: FormData) =>
      signIn({ username: typed(filled, 'username'), password: typed(filled, 'password'), code: typed(filled, 'code'), next: target }),
    // A whole page load: everything that the browser knew was of somebody signed out.
    onSuccess: (arrival) => location.assign(arrival.next),
  })
  const plain = { action: '/api/sign-in', back, reply, fields: { next: target } }
  const error = whyFailed(enter, plain)
  // Asked for once the password is right, and until somebody else is typed.
  const code = fieldsOf(error).code
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
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      {(code || enter.variables?.has('code')) && (
        <Field
          label={say.codeOfApp()}
          hint={say.codeHint()}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          error={code}
        />
      )}
      <Button type="submit" variant="primary" busy={enter.isPending || enter.isSuccess} className="w-full">
        {button}
      </Button>
    </Form>
  )
}
