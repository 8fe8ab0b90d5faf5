'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { createAccount, createRecoveryCodes } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { signIn } from '#client/sign-in.ts'
import { GoOn } from '#components/account/go-on.tsx'
import { RecoveryCodes } from '#components/account/recovery-codes.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { doneBy, type FormReply, typedInto } from '#domain/form-reply.ts'
import { Problem } from '#domain/problem.ts'
import * as slips from '#messages/slips.ts'

type Made = { username: string; recoveryCodes: string[] }
type SignUpFormProps = {
  next: string
  back: string
  reply: FormReply | null
  mail: boolean
  done: string
  /** The slip with which a name is claimed; without a code the form asks for it. */
  slip?: { code: string; name: string } | null
  children?: ReactNode
}

async function codesOfOwn(username: string, password: string): Promise<Made | null> {
  if (!(await signIn({ username, password }).catch(() => null))) return null
  return { username, ...(await createRecoveryCodes({ current: password })) }
}

/**
 * Makes an account, signs in, and shows the recovery codes before anything else.
 * @param mail whether this site can send a mail that confirms an address
 * @param done the words of the button that ends it
 * @param children what stands under the form and goes with it
 */
export function SignUpForm({ next, back, reply, mail, done, slip = null, children }: SignUpFormProps) {
  const plain = { action: '/api/accounts', back, reply }
  const [made, setMade] = useState(() => doneBy<Made>(reply, plain.action))
  const before = typedInto(reply, plain.action)
  const answerLost = useRef(false)
  const create = useMutation({
    mutationFn: async (filled: FormData) => {
      const [username, password] = [typed(filled, 'username').trim().toLowerCase(), typed(filled, 'password')]
      try {
        const claims = slip && { slip: typed(filled, 'slip') }
        setMade(await createAccount({ name: typed(filled, 'name'), username, password, email: typed(filled, 'email'), ...claims }))
      } catch (error) {
        // When the answer to the first try was lost, the name may be taken by the account that it made.
        const own = answerLost.current && (await codesOfOwn(username, password))
        answerLost.current ||= !(error instanceof Problem)
        if (!own) throw error
        setMade(own)
      }
    },
  })
  const error = whyFailed(create, plain)
  const errors = fieldsOf(error)
  if (made) {
    return (
      <RecoveryCodes codes={made.recoveryCodes} username={made.username}>
        <GoOn next={next} back={back} label={done} />
      </RecoveryCodes>
    )
  }
  return (
    <>
      <Form onSubmit={create.mutate} plain={plain} error={error}>
        {slip?.code && <input type="hidden" name="slip" value={slip.code} />}
        {slip?.code === '' && (
          <Field
            label={slips.claimCode()}
            hint={slips.claimHint()}
            name="slip"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            error={errors.slip}
          />
        )}
        <Field
          label="Your name"
          name="name"
          hint="As your group should see it."
          autoComplete="name"
          maxLength={60}
          required
          defaultValue={before.name ?? slip?.name}
          error={errors.name}
        />
        <Field
          label="Username"
          name="username"
          hint="To sign in with: 2 to 30 letters from a to z, digits, dots, hyphens or underscores."
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={30}
          required
          defaultValue={before.username}
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
            defaultValue={before.email}
            error={errors.email}
          />
        )}
        <Button type="submit" variant="primary" busy={create.isPending} className="w-full">
          Make the account
        </Button>
      </Form>
      {children}
    </>
  )
}
