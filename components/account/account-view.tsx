'use client'

import Link from 'next/link'
import { type ReactNode, useId } from 'react'
import { useOwnAccount, useUpdateName } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import type { AccountPart } from '#components/account/account-part.ts'
import { Connections } from '#components/account/connections.tsx'
import { EmailForm } from '#components/account/email-form.tsx'
import { NewCodes } from '#components/account/new-codes.tsx'
import { Passkeys } from '#components/account/passkeys.tsx'
import { PasswordForm } from '#components/account/password-form.tsx'
import { Push } from '#components/account/push.tsx'
import { SecondStep } from '#components/account/second-step.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Account, SessionItem, SignInWays } from '#domain/account.ts'
import { doneBy, type FormReply, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/account.ts'
import * as push from '#messages/push.ts'
import * as steps from '#messages/sign-in-steps.ts'

type AccountViewProps = { initial: Account; sessions: SessionItem[]; ways: SignInWays; reply: FormReply | null }
/** Everything that a person may change about their own account. */
export function AccountView({ initial, sessions, ways, reply }: AccountViewProps) {
  const account = useOwnAccount(initial)
  return (
    <div className="mt-8 grid gap-x-16 lg:grid-cols-2">
      <div>
        <Part title="Your name">
          <NameForm account={account} reply={reply} />
        </Part>
        <Part title={account.hasPassword ? 'Password' : 'Set a password'}>
          <PasswordForm account={account} reply={reply} />
        </Part>
        <Part title={steps.secondStep()}>
          <SecondStep account={account} reply={reply} />
        </Part>
        {(ways.passkeys || account.passkeys.length > 0) && (
          <Part title={steps.passkeys()}>
            <Passkeys account={account} />
          </Part>
        )}
        {(ways.mail || account.email) && (
          <Part title="E-mail address">
            <EmailForm account={account} reply={reply} />
          </Part>
        )}
      </div>
      <div>
        <Part title="Recovery codes">
          <NewCodes account={account} reply={reply} />
        </Part>
        {(ways.oidc || account.connections.length > 0) && (
          <Part title="Another way to sign in">
            <Connections account={account} provider={ways.oidc} />
          </Part>
        )}
        <Part title="Where you are signed in">
          <SessionList initial={sessions} viewer={account.userId} reply={reply} />
        </Part>
        <Part title={push.title()}>
          <Push />
        </Part>
        <Part title={say.yourData()}>
          <a href="/api/account/archive" download className="link">
            {say.downloadOwn()}
          </a>
          <p className="mt-1 text-muted text-sm">{say.downloadOwnAbout()}</p>
        </Part>
        <Part title={say.endOfAccount()}>
          <Link href="/account/delete" className="link">
            {say.deleteAccount()}
          </Link>
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

function NameForm({ account, reply }: AccountPart) {
  const [update, toast] = [useUpdateName(), useToast()]
  const save = (filled: FormData) =>
    update.mutate(typed(filled, 'name'), { onSuccess: ({ name }) => toast(`Your groups now see you as ${name}.`) })
  const plain = { action: '/api/account', back: '/account', reply, fields: { viewer: account.userId } }
  const error = whyFailed(update, plain)
  const done = update.isIdle && doneBy<Account>(reply, plain.action)
  return (
    <Form onSubmit={save} plain={plain} error={error}>
      {done && <Notice>Your groups now see you as {done.name}.</Notice>}
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
        defaultValue={typedInto(reply, plain.action).name ?? account.name}
        error={fieldsOf(error).name}
      />
      <Button type="submit" busy={update.isPending}>
        Save the name
      </Button>
    </Form>
  )
}
