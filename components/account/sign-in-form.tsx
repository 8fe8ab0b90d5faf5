'use client'

import { useMutation } from '@tanstack/react-query'
import { arrive, signIn } from '#client/sign-in.ts'
import { PasswordField } from '#components/account/password-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'

/** Username and password; then on to where the person was going. */
export function SignInForm({ next, button }: { next: string; button: string }) {
  const enter = useMutation({
    mutationFn: async (filled: FormData) => {
      const known = await signIn(typed(filled, 'username'), typed(filled, 'password'))
      if (!known) throw new Error('This username and password do not belong together. Check both: the password minds capitals.')
      await arrive(next)
    },
  })
  return (
    <Form onSubmit={enter.mutate} error={enter.error}>
      <Field label="Username" name="username" autoComplete="username" autoCapitalize="none" autoCorrect="off" spellCheck={false} required />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary" busy={enter.isPending || enter.isSuccess} className="w-full">
        {button}
      </Button>
    </Form>
  )
}
