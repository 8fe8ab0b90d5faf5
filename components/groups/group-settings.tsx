'use client'

import { useRouter } from 'next/navigation'
import { useUpdateGroup } from '#client/groups.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, TextArea } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/groups.ts'

/** For the owner: the group's name, its words to whoever comes in, and where its calls are. */
export function GroupSettings({ group }: { group: Pick<Group, 'id' | 'name' | 'welcome' | 'callLink'> }) {
  const [update, router, toast] = [useUpdateGroup(group.id), useRouter(), useToast()]
  const errors = fieldsOf(update.error)
  const save = (filled: FormData) => {
    const change = { name: typed(filled, 'name'), welcome: typed(filled, 'welcome'), callLink: typed(filled, 'callLink').trim() }
    update.mutate(change, {
      onSuccess: () => {
        toast(say.settingsSaved())
        router.refresh()
      },
    })
  }
  return (
    <Fold title={say.settings()} framed>
      <Form onSubmit={save} error={update.error} className="space-y-4 pb-4">
        <Field label={say.groupName()} name="name" defaultValue={group.name} maxLength={80} required error={errors.name} />
        <TextArea
          label={say.welcomeLabel()}
          hint={say.welcomeHint()}
          name="welcome"
          defaultValue={group.welcome}
          maxLength={1_000}
          error={errors.welcome}
        />
        <Field
          label={say.callLabel()}
          hint={say.callHint()}
          name="callLink"
          type="url"
          defaultValue={group.callLink}
          maxLength={500}
          error={errors.callLink}
        />
        <Button type="submit" busy={update.isPending}>
          {say.saveSettings()}
        </Button>
      </Form>
    </Fold>
  )
}
