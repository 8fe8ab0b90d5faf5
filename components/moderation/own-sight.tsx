import { Told } from '#components/moderation/told-words.tsx'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { Moderation } from '#domain/moderation.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/moderation.ts'

type SightProps = Pick<Moderation, 'outOfSight' | 'muted'> & {
  groupId: string
  viewer: string
  reply: FormReply | null
  /** Whom the viewer may mute. */
  others: { userId: string; name: string }[]
}

/** What the viewer does not want to see in the group, and whom: each can be taken back. */
export function OwnSight({ groupId, outOfSight, muted, others, ...who }: SightProps) {
  const form = { ...who, back: `/groups/${groupId}/moderation` }
  const api = `/api/groups/${groupId}`
  const chosen = others.filter(({ userId }) => !muted.some((each) => each.userId === userId))
  return (
    <section>
      <h2>{say.outOfSight()}</h2>
      <p className="mt-1 text-muted">{say.outOfSightAbout()}</p>
      {outOfSight.length + muted.length === 0 && <p className="mt-3">{say.nothingOutOfSight()}</p>}
      <ul className="mt-4 space-y-4">
        {muted.map(({ userId, name }) => (
          <li key={userId}>
            <ActForm {...form} action={`${api}/mutes`} fields={{ userId, muted: 'no' }}>
              <Button type="submit">{say.unmute({ name: creatorName({ name }) })}</Button>
            </ActForm>
          </li>
        ))}
        {outOfSight.map((words) => (
          <li key={words.subjectId} className="card space-y-3">
            <div>
              <Told words={words} isLink={false} />
            </div>
            {/* The flag's reason stays with the facilitators: only the sight changes. */}
            <ActForm {...form} action={`${api}/flags`} fields={{ noun: words.noun, subjectId: words.subjectId, hides: 'no' }}>
              <Button type="submit">{say.showAgain()}</Button>
            </ActForm>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <div className="mt-6 max-w-sm">
          <ActForm {...form} action={`${api}/mutes`} fields={{ muted: 'yes' }}>
            <Select label={say.muteSomebody()} name="userId" defaultValue="">
              <option value="" disabled>
                {say.chooseMember()}
              </option>
              {chosen.map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
            </Select>
            <Button type="submit">{say.muteChosen()}</Button>
          </ActForm>
        </div>
      )}
    </section>
  )
}
