'use client'

import { useMutation } from '@tanstack/react-query'
import { joinGroup } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import type { FormReply } from '#domain/form-reply.ts'

type JoinProps = { code: string; groupName: string; viewer: string; reply: FormReply | null }

/** For somebody signed in: one press, and they are in the group at this week's chapter. */
export function JoinButton({ code, groupName, viewer, reply }: JoinProps) {
  const join = useMutation({
    mutationFn: () => joinGroup(code),
    onSuccess: ({ groupId, chapter }) => location.assign(`/groups/${groupId}/${chapter}`),
  })
  const plain = { action: '/api/join', back: `/join/${code}`, reply, fields: { code, viewer } }
  return (
    <Form onSubmit={() => join.mutate()} plain={plain} error={whyFailed(join, plain)} className="space-y-4">
      <Button type="submit" variant="primary" className="w-full" busy={join.isPending || join.isSuccess}>
        Join “{groupName}”
      </Button>
    </Form>
  )
}
