'use client'

import { useMutation } from '@tanstack/react-query'
import { arrive, useNext } from '#client/sign-in.ts'
import { Button, PageLink } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'
import { invitationCode } from '#domain/next-path.ts'

/** The way on for somebody who has just come in: where they were going, or into the group whose invitation they came from. */
export function GoOn({ next, back, label }: { next: string; back: string; label: string }) {
  const target = useNext(next)
  const leave = useMutation({ mutationFn: () => arrive(target) })
  const code = invitationCode(next)
  if (code === null) {
    return (
      <PageLink href={target} variant="primary" className="no-print mt-6 w-full">
        {label}
      </PageLink>
    )
  }
  return (
    <Form onSubmit={() => leave.mutate()} plain={{ action: '/api/join', back, reply: null, fields: { code } }} className="no-print mt-6">
      <Button type="submit" variant="primary" busy={leave.isPending || leave.isSuccess} className="w-full">
        {label}
      </Button>
    </Form>
  )
}
