'use client'

import { useRemoveEmail, useUpdateEmail } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Account } from '#domain/account.ts'

/** The address that links to sign in are sent to. It changes when a mail to the new one is answered. */
export function EmailForm({ account }: { account: Account }) {
  const [update, remove] = [useUpdateEmail(), useRemoveEmail()]
  return (
    <div className="space-y-5">
      {account.email ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 break-words">{account.email}</p>
          <Button size="small" onClick={() => remove.mutate()} busy={remove.isPending}>
            Remove this address
          </Button>
        </div>
      ) : (
        <p className="text-muted">None. With one, you can sign in by a link sent to you. Your groups do not see it.</p>
      )}
      {remove.error && <Notice tone="error">{remove.error.message}</Notice>}
      {update.isSuccess ? (
        <div role="status">
          <Notice title="Look into your mail">The address is yours once you open the link that is on its way to it.</Notice>
        </div>
      ) : (
        <Form onSubmit={(filled) => update.mutate({ email: typed(filled, 'email') })} error={update.error}>
          <Field
            label={account.email ? 'Another address' : 'E-mail address'}
            name="email"
            type="email"
            autoComplete="email"
            required
            error={fieldsOf(update.error).email}
          />
          <Button type="submit" busy={update.isPending}>
            Send a mail to confirm it
          </Button>
        </Form>
      )}
    </div>
  )
}
