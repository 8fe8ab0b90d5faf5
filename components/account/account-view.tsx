'use client'

import { type ReactNode, useId } from 'react'
import { useOwnAccount, useUpdateName } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { Connections } from '#components/account/connections.tsx'
import { EmailForm } from '#components/account/email-form.tsx'
import { NewCodes } from '#components/account/new-codes.tsx'
import { PasswordForm } from '#components/account/password-form.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Account, SessionItem, SignInWays } from '#domain/account.ts'

type AccountViewProps = { initial: Account; sessions: SessionItem[]; ways: SignInWays }

/** Everything that a person may change about their own account. */
export function AccountView({ initial, sessions, ways }: AccountViewProps) {
  const account = useOwnAccount(initial)
  return (
    <div className="mt-8 grid gap-x-16 lg:grid-cols-2">
      <div>
        <Part title="Your name">
          <NameForm account={account} />
        </Part>
        <Part title={account.hasPassword ? 'Password' : 'Set a password'}>
          <PasswordForm account={account} />
        </Part>
        {(ways.mail || account.email) && (
          <Part title="E-mail address">
            <EmailForm account={account} />
          </Part>
        )}
      </div>
      <div>
        <Part title="Recovery codes">
          <NewCodes account={account} />
        </Part>
        {(ways.oidc || account.connections.length > 0) && (
          <Part title="Another way to sign in">
            <Connections account={account} provider={ways.oidc} />
          </Part>
        )}
        <Part title="Where you are signed in">
          <SessionList initial={sessions} />
        </Part>
      </div>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-line border-t py-6">
      <h2 id={id} className="mb-4">
        {title}
      </h2>
      {children}
    </section>
  )
}

function NameForm({ account }: { account: Account }) {
  const [update, toast] = [useUpdateName(), useToast()]
  const save = (filled: FormData) =>
    update.mutate(typed(filled, 'name'), { onSuccess: ({ name }) => toast(`Your groups now see you as ${name}.`) })
  return (
    <Form onSubmit={save} error={update.error}>
      {account.username && (
        <p>
          You sign in as <strong>{account.username}</strong>.
        </p>
      )}
      <Field
        label="Name that your groups see"
        name="name"
        autoComplete="name"
        maxLength={60}
        required
        defaultValue={account.name}
        error={fieldsOf(update.error).name}
      />
      <Button type="submit" busy={update.isPending}>
        Save the name
      </Button>
    </Form>
  )
}
