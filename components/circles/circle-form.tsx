import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Prose } from '#components/ui/prose.tsx'
import type { CircleShown } from '#domain/circle.ts'
import { type FormReply, isDone, refusalFor, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/circles.ts'

type FormProps = { groupId: string; language: string; viewer: string; shown: CircleShown; reply: FormReply | null }

/** For facilitators: lets others read what the group agreed on, with exactly what they read. The browser sends it itself. */
export function CircleForm({ groupId, language, viewer, shown, reply }: FormProps) {
  const action = `/api/groups/${groupId}/circle`
  const refusal = refusalFor(reply, action)
  const isShown = shown.name !== ''
  return (
    <section aria-labelledby="our-circle" className="measure mt-12 border-line border-t pt-8">
      <h2 id="our-circle">{say.showOurs()}</h2>
      <p className="mt-2">{say.showOursLead()}</p>
      <form method="post" action={action} className="mt-4 space-y-4">
        <input type="hidden" name="viewer" value={viewer} />
        <input type="hidden" name="back" value={`/groups/${groupId}/circles`} />
        {isDone(reply, action) && (
          <div role="status">
            <Notice>{isShown ? say.nowShown({ name: shown.name }) : say.nowHidden()}</Notice>
          </div>
        )}
        {refusal && <Notice tone="error">{refusal.message}</Notice>}
        <label className="flex items-center gap-2 target">
          <input type="checkbox" name="shown" defaultChecked={isShown} className="size-4 shrink-0" />
          {say.showBox()}
        </label>
        <Field
          label={say.circleName()}
          hint={say.circleNameHint()}
          name="name"
          maxLength={80}
          autoComplete="off"
          defaultValue={typedInto(reply, action).name ?? shown.name}
          error={fieldsOf(refusal).name}
        />
        <Button type="submit">{say.save()}</Button>
      </form>
      <h3 className="mt-8">{isShown ? say.whatIsRead() : say.whatWouldBeRead()}</h3>
      {shown.answers.length === 0 && <p className="mt-2 text-muted">{say.nothingYet()}</p>}
      <ul className="mt-3 space-y-5">
        {shown.answers.map(({ chapter, questionId, question, html, heldBack }) => (
          <li key={`${chapter} ${questionId}`}>
            <p lang={language} className="wrap-anywhere font-medium">
              {question}
            </p>
            {heldBack ? (
              <p className="text-muted text-sm">{heldBack === 'names' ? say.heldForNames() : say.heldForLinks()}</p>
            ) : (
              <Prose html={html} textAt={`/groups/${groupId}/${chapter}`} className="text-base" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
