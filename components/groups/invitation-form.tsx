'use client'

import { useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { useCreateInvitation } from '#client/invitations.ts'
import { newId } from '#client/new-id.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** Makes another link, with an end and, if wanted, for a number of people. */
export function InvitationForm({ groupId }: { groupId: string }) {
  const [id, setId] = useState(newId)
  const [create, toast] = [useCreateInvitation(groupId), useToast()]
  const errors = fieldsOf(create.error)
  const make = (filled: FormData) => {
    const people = typed(filled, 'maxUses')
    const input = { id, days: Number(typed(filled, 'days')), maxUses: people === '' ? null : Number(people) }
    create.mutate(input, {
      onSuccess: () => {
        setId(newId())
        toast('The new link is at the top of the list.')
      },
    })
  }
  return (
    <Fold title="Make a new link" framed>
      <Form onSubmit={make} error={create.error} className="grid gap-4 pb-4 sm:grid-cols-2">
        <Field label="Days that it works" name="days" type="number" min={1} max={90} defaultValue={14} required error={errors.days} />
        <Field label="For how many people" name="maxUses" type="number" min={1} max={500} placeholder="any number" error={errors.maxUses} />
        <Button type="submit" variant="primary" busy={create.isPending} className="w-fit">
          Make the link
        </Button>
      </Form>
    </Fold>
  )
}
