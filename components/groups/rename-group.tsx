'use client'

import { useRouter } from 'next/navigation'
import { useRenameGroup } from '#client/groups.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** For the owner: another name for the group. */
export function RenameGroup({ groupId, name }: { groupId: string; name: string }) {
  const [rename, router, toast] = [useRenameGroup(groupId), useRouter(), useToast()]
  const save = (filled: FormData) =>
    rename.mutate(typed(filled, 'name'), {
      onSuccess: (group) => {
        toast(`The group is now called “${group.name}”.`)
        router.refresh()
      },
    })
  return (
    <Fold title="Rename the group" framed>
      <Form onSubmit={save} error={rename.error} className="space-y-4 pb-4">
        <Field label="Name of the group" name="name" defaultValue={name} maxLength={80} required error={fieldsOf(rename.error).name} />
        <Button type="submit" busy={rename.isPending}>
          Save the name
        </Button>
      </Form>
    </Fold>
  )
}
