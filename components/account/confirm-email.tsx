'use client'

import { useMutation } from '@tanstack/react-query'
import { confirmEmail } from '#client/accounts.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { doneBy, type FormReply } from '#domain/form-reply.ts'

/** One button, because programs that open every link in a mail must not confirm anything. */
export function ConfirmEmail({ token, reply }: { token: string; reply: FormReply | null }) {
  const confirm = useMutation({ mutationFn: () => confirmEmail(token) })
  const plain = {
    action: '/api/account/email/confirmation',
    back: `/account/email?token=${encodeURIComponent(token)}`,
    reply,
    fields: { token },
  }
  const confirmed = confirm.data ?? doneBy<{ email: string }>(reply, plain.action)
  if (confirmed) {
    return (
      <div className="space-y-5" role="status">
        <Notice title={`${confirmed.email} is confirmed`}>You can now sign in by a link sent to it.</Notice>
        <ButtonLink href="/account">Go to your account</ButtonLink>
      </div>
    )
  }
  return (
    <Form onSubmit={() => confirm.mutate()} plain={plain} error={whyFailed(confirm, plain)}>
      <Button type="submit" variant="primary" busy={confirm.isPending}>
        Confirm this address
      </Button>
    </Form>
  )
}
