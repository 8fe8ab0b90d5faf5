'use client'

import { useMutation } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import type { FormReply } from '#domain/form-reply.ts'

/** One press, and the viewer is an owner, on the page where texts are imported. */
export function BecomeOwnerButton({ code, viewer, reply }: { code: string; viewer: string; reply: FormReply | null }) {
  const become = useMutation({
    mutationFn: () => ask<void>('POST', '/api/owners', { code }),
    onSuccess: () => location.assign('/texts/import'),
  })
  const plain = { action: '/api/owners', back: `/owner/${code}`, reply, fields: { code, viewer } }
  return (
    <Form onSubmit={() => become.mutate()} plain={plain} error={whyFailed(become, plain)} className="space-y-4">
      <Button type="submit" variant="primary" className="w-full" busy={become.isPending || become.isSuccess}>
        Become an owner of this installation
      </Button>
    </Form>
  )
}
