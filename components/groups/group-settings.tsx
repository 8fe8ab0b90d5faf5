'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useUpdateGroup } from '#client/groups.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, TextArea } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TickBox } from '#components/ui/tick-box.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { type FormReply, isDone, typedInto } from '#domain/form-reply.ts'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/groups.ts'
import * as presence from '#messages/presence-settings.ts'

type SettingsProps = {
  group: Pick<Group, 'id' | 'name' | 'welcome' | 'callLink' | 'showsPresence' | 'keepsAttendance' | 'keepsTurns'>
  viewer: string
  reply: FormReply | null
  /** The fields of its language and its zone. */
  children: ReactNode
}

/** For the owner: the group's name, its words to whoever comes in, where its calls are, its language and its zone. */
export function GroupSettings({ group, viewer, reply, children }: SettingsProps) {
  const [update, router, toast] = [useUpdateGroup(group.id), useRouter(), useToast()]
  const plain = { action: `/api/groups/${group.id}`, back: `/groups/${group.id}/members`, reply, fields: { viewer } }
  const error = whyFailed(update, plain)
  const errors = fieldsOf(error)
  const before = { ...group, ...typedInto(reply, plain.action) }
  const save = (filled: FormData) => {
    const change = {
      ...{ name: typed(filled, 'name'), welcome: typed(filled, 'welcome'), callLink: typed(filled, 'callLink').trim() },
      ...{ language: typed(filled, 'language'), timeZone: typed(filled, 'timeZone') },
      presence: filled.getAll('presence').includes('on') ? ('on' as const) : ('off' as const),
      attendance: filled.getAll('attendance').includes('on') ? ('on' as const) : ('off' as const),
      turns: filled.getAll('turns').includes('on') ? ('on' as const) : ('off' as const),
    }
    update.mutate(change, {
      onSuccess: () => {
        toast(say.settingsSaved())
        router.refresh()
      },
    })
  }
  return (
    <Fold title={say.settings()} framed open={reply?.form === plain.action}>
      <Form onSubmit={save} plain={plain} error={error} className="space-y-4 pb-4">
        {update.isIdle && isDone(reply, plain.action) && (
          <div role="status">
            <Notice>{say.settingsSaved()}</Notice>
          </div>
        )}
        <Field label={say.groupName()} name="name" defaultValue={before.name} maxLength={80} required error={errors.name} />
        <TextArea
          label={say.welcomeLabel()}
          hint={say.welcomeHint()}
          name="welcome"
          defaultValue={before.welcome}
          maxLength={1_000}
          error={errors.welcome}
        />
        <Field
          label={say.callLabel()}
          hint={say.callHint()}
          name="callLink"
          type="url"
          defaultValue={before.callLink}
          maxLength={500}
          error={errors.callLink}
        />
        {children}
        <TickBox saysOff name="presence" checked={group.showsPresence} label={presence.inGroup()} hint={presence.inGroupHint()} />
        <TickBox saysOff name="attendance" checked={group.keepsAttendance} label={say.keepsAttendance()} hint={say.keepsAttendanceHint()} />
        <TickBox saysOff name="turns" checked={group.keepsTurns} label={say.keepsTurns()} hint={say.keepsTurnsHint()} />
        <Button type="submit" busy={update.isPending}>
          {say.saveSettings()}
        </Button>
      </Form>
    </Fold>
  )
}
