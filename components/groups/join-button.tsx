'use client'

import { useMutation } from '@tanstack/react-query'
import { fieldsOf } from '#client/http.ts'
import { joinGroup } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { type FormReply, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/own-name.ts'

type JoinProps = {
  code: string
  groupName: string
  viewer: { userId: string; name: string }
  /** The name under which they were asked, where it is not their account's. */
  ownName: string | null
  reply: FormReply | null
}

/** For somebody signed in: one press, and they are in the group at this week's chapter. Whoever wants goes by a name of their own there. */
export function JoinButton({ code, groupName, viewer, ownName, reply }: JoinProps) {
  const join = useMutation({
    mutationFn: (filled: FormData) => joinGroup(code, typed(filled, 'name')),
    onSuccess: ({ groupId, chapter }) => location.assign(`/groups/${groupId}/${chapter}`),
  })
  const plain = { action: '/api/join', back: `/join/${code}`, reply, fields: { code, viewer: viewer.userId } }
  const error = whyFailed(join, plain)
  return (
    <Form onSubmit={(filled) => join.mutate(filled)} plain={plain} error={error} className="space-y-4">
      <Field
        label={say.label()}
        hint={say.joinHint({ name: viewer.name })}
        name="name"
        maxLength={60}
        autoComplete="off"
        defaultValue={typedInto(reply, plain.action).name ?? ownName ?? ''}
        error={fieldsOf(error).name}
      />
      <Button type="submit" variant="primary" className="w-full" busy={join.isPending || join.isSuccess}>
        Join “{groupName}”
      </Button>
    </Form>
  )
}
