'use client'

import { useMutation } from '@tanstack/react-query'
import { recover } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { arrive, signIn } from '#client/sign-in.ts'
import { PasswordField } from '#components/account/password-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** Opens an account again with a recovery code, and signs in with the new password. */
export function RecoverForm({ next }: { next: string }) {
  const enter = useMutation({
    mutationFn: async (filled: FormData) => {
      const [username, password] = [typed(filled, 'username'), typed(filled, 'password')]
      const { codesLeft } = await recover({ username, code: typed(filled, 'code'), password })
      await signIn(username, password).catch(() => false)
      return codesLeft
    },
  })
  const leave = useMutation({ mutationFn: () => arrive(next) })
  const errors = fieldsOf(enter.error)
  if (enter.data !== undefined) {
    return (
      <div className="space-y-5" role="status">
        <Notice title="Your account is yours again">
          The new password holds, and you are signed out everywhere else.{' '}
          {enter.data === 0 ? 'That was your last code' : `You have ${enter.data} ${enter.data === 1 ? 'code' : 'codes'} left`}: a new set
          can be made on your account page.
        </Notice>
        <Button variant="primary" onClick={() => leave.mutate()} busy={leave.isPending || leave.isSuccess} className="w-full">
          Go on
        </Button>
      </div>
    )
  }
  return (
    <Form onSubmit={enter.mutate} error={enter.error}>
      <Field
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
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
