'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { createAccount, createRecoveryCodes } from '#client/accounts.ts'
import { fieldsOf, OfflineError } from '#client/http.ts'
import { arrive, signIn } from '#client/sign-in.ts'
import { PasswordField } from '#components/account/password-field.tsx'
import { RecoveryCodes } from '#components/account/recovery-codes.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import type { SignUp } from '#domain/account.ts'

async function register(input: SignUp): Promise<string[]> {
  const { recoveryCodes } = await createAccount(input)
  // The account stands: whatever becomes of the sign-in, its codes must be seen now.
  await signIn(input.username, input.password).catch(() => false)
  return recoveryCodes
}

async function codesOfOwn(username: string, password: string): Promise<string[] | null> {
  if (!(await signIn(username, password).catch(() => false))) return null
  return (await createRecoveryCodes({ current: password })).recoveryCodes
}

type Made = { username: string; codes: string[] }
type SignUpFormProps = { next: string; mail: boolean; button: string; done: string; children: ReactNode }

/**
 * Makes an account, signs in, and shows the recovery codes before anything else.
 * @param mail whether this site can send a mail that confirms an address
 * @param done the words of the button that ends it
 * @param children what stands under the form and goes with it
 */
export function SignUpForm({ next, mail, button, done, children }: SignUpFormProps) {
  const [made, setMade] = useState<Made | null>(null)
  const answerLost = useRef(false)
  const create = useMutation({
    mutationFn: async (filled: FormData) => {
      const [username, password] = [typed(filled, 'username').trim().toLowerCase(), typed(filled, 'password')]
      try {
        const codes = await register({ name: typed(filled, 'name'), username, password, email: typed(filled, 'email') })
        setMade({ username, codes })
      } catch (error) {
        // When the answer to the first try was lost, the name may be taken by the account that it made.
        const codes = answerLost.current && (await codesOfOwn(username, password))
        answerLost.current ||= error instanceof OfflineError
        if (!codes) throw error
        setMade({ username, codes })
      }
    },
  })
  const leave = useMutation({ mutationFn: () => arrive(next) })
  const errors = fieldsOf(create.error)
  if (made) {
    return (
      <RecoveryCodes
        codes={made.codes}
        username={made.username}
        done={done}
        busy={leave.isPending || leave.isSuccess}
        onKept={() => leave.mutate()}
      />
    )
  }
  return (
    <>
      <Form onSubmit={create.mutate} error={create.error}>
        <Field
          label="Your name"
          name="name"
          hint="As your group should see it."
          autoComplete="name"
          maxLength={60}
          required
          error={errors.name}
        />
        <Field
          label="Username"
          name="username"
          hint="To sign in with: letters without accents, digits, dots, hyphens."
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={30}
          required
          error={errors.username}
        />
        <PasswordField
          label="Password"
          name="password"
          hint="At least 10 characters. Three or four unrelated words are easy to keep in mind."
          autoComplete="new-password"
          minLength={10}
          required
          error={errors.password}
        />
        {mail && (
          <Field
            label="E-mail address (you may leave it empty)"
            name="email"
            type="email"
            hint="Only to sign in by a link sent to you. Your group does not see it."
            autoComplete="email"
            error={errors.email}
          />
        )}
        <Button type="submit" variant="primary" busy={create.isPending} className="w-full">
          {button}
        </Button>
      </Form>
      {children}
    </>
  )
}
