import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { type FormReply, typedInto } from '#domain/form-reply.ts'
import type { Group, Member } from '#domain/group.ts'
import type { NextCircle } from '#domain/next-circle.ts'
import * as say from '#messages/groups.ts'

type NextCircleProps = {
  group: Pick<Group, 'id' | 'name'>
  members: Member[]
  found: NextCircle
  viewer: string
  reply: FormReply | null
}

/** Starts a new group from what this one asked and agreed on. The browser sends it itself. */
export function NextCircleForm({ group: { id: groupId, name }, members, found, viewer, reply }: NextCircleProps) {
  const action = `/api/groups/${groupId}/next-circle`
  const others = members.filter(({ isViewer }) => !isViewer)
  return (
    <ActForm action={action} back={`/groups/${groupId}/members/next-circle`} viewer={viewer} fields={{}} reply={reply}>
      <Field
        label={say.nextCircleName()}
        name="name"
        maxLength={80}
        required
        autoComplete="off"
        defaultValue={typedInto(reply, action).name ?? name}
      />
      <p>{say.nextCircleQuestions({ questions: found.questions })}</p>
      {found.answers > 0 && (
        <div>
          <Tick name="answers" label={say.nextCircleAnswers({ answers: found.answers })} described="answers-about" />
          <p id="answers-about" className="text-muted text-sm">
            {say.nextCircleAnswersAbout()}
          </p>
        </div>
      )}
      {others.length > 0 && (
        <fieldset>
          <legend className="font-medium">{say.nextCircleWho()}</legend>
          <p className="text-muted text-sm">{say.nextCircleWhoAbout()}</p>
          {others.map(({ userId, name: who }) => (
            <Tick key={userId} name={`invite:${userId}`} label={who} checked />
          ))}
        </fieldset>
      )}
      <Button type="submit" variant="primary">
        {say.nextCircleStart()}
      </Button>
    </ActForm>
  )
}

type TickProps = { name: string; label: string; described?: string; checked?: boolean }

function Tick({ name, label, described, checked = false }: TickProps) {
  return (
    <label className="wrap-anywhere flex items-center gap-2 target">
      <input type="checkbox" name={name} defaultChecked={checked} aria-describedby={described} className="size-4 shrink-0" />
      <bdi>{label}</bdi>
    </label>
  )
}
