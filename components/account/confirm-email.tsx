'use client'

import { useMutation } from '@tanstack/react-query'
import { confirmEmail } from '#client/accounts.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** One button, because programs that open every link in a mail must not confirm anything. */
export function ConfirmEmail({ token }: { token: string }) {
  const confirm = useMutation({ mutationFn: () => confirmEmail(token) })
  if (confirm.data) {
    return (
      <div className="space-y-5" role="status">
        <Notice title={`${confirm.data.email} is confirmed`}>You can now sign in by a link sent to it.</Notice>
        <ButtonLink href="/account">Go to your account</ButtonLink>
      </div>
    )
  }
  return (
    <div className="space-y-5">
      {confirm.error && <Notice tone="error">{confirm.error.message}</Notice>}
      <Button variant="primary" onClick={() => confirm.mutate()} busy={confirm.isPending}>
        Confirm this address
      </Button>
    </div>
  )
}
