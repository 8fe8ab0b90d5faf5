import type { Route } from 'next'
import Link from 'next/link'
import { nameIn, Told } from '#components/moderation/told-words.tsx'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, isDone, refusalFor, typedInto } from '#domain/form-reply.ts'
import { hasOwnSight, type ToldWords } from '#domain/moderation.ts'
import * as say from '#messages/moderation.ts'

type FlagProps = {
  words: ToldWords
  flag: { reason: string; hides: boolean; passedOn: boolean; muted: boolean }
  /** Whether the reader may take the words out of the group's sight. */
  leads: boolean
  viewer: string
  reply: FormReply | null
}

/** What a member can do about somebody else's words: tell the facilitators, look away, and as a facilitator hide them from the group. */
export function FlagForms({ words, flag, leads, viewer, reply }: FlagProps) {
  const { groupId, noun, subjectId, path, creator } = words
  const api = `/api/groups/${groupId}`
  const form = { viewer, reply, back: `/groups/${groupId}/moderation/flag?noun=${noun}&id=${subjectId}` }
  const [flags, acts] = [`${api}/flags`, `${api}/moderation`]
  return (
    <div className="space-y-10">
      <div>
        <Told words={words} isLink={false} />
      </div>
      {[flags, `${api}/mutes`].some((action) => isDone(reply, action)) && <Notice>{say.flagSaved()}</Notice>}
      <ActForm {...form} action={flags} fields={{ noun, subjectId }}>
        <TextArea
          label={say.reason()}
          hint={hasOwnSight(noun) ? say.reasonHint() : undefined}
          name="reason"
          rows={3}
          maxLength={500}
          defaultValue={typedInto(reply, flags).reason ?? flag.reason}
        />
        {hasOwnSight(noun) && (
          <label className="flex items-start gap-3">
            <input type="checkbox" name="hides" value="yes" defaultChecked={flag.hides} className="mt-1 size-4 shrink-0" />
            {say.hideFromMe()}
          </label>
        )}
        <label className="flex items-start gap-3">
          <input type="checkbox" name="passOn" value="yes" defaultChecked={flag.passedOn} className="mt-1 size-4 shrink-0" />
          {say.passOn()}
        </label>
        <Button type="submit" variant="primary">
          {say.sendFlag()}
        </Button>
      </ActForm>
      {creator && (
        <section aria-labelledby="mute">
          <h2 id="mute">{say.muteTitle({ name: nameIn(words) })}</h2>
          <p className="mt-1 mb-4 text-muted">{say.muteAbout({ name: nameIn(words) })}</p>
          <ActForm {...form} action={`${api}/mutes`} fields={{ userId: creator.id, muted: flag.muted ? 'no' : 'yes' }}>
            <Button type="submit">{flag.muted ? say.unmute({ name: nameIn(words) }) : say.mute({ name: nameIn(words) })}</Button>
          </ActForm>
        </section>
      )}
      {leads && (
        <section aria-labelledby="hide">
          <h2 id="hide">{say.hideTitle()}</h2>
          <p className="mt-1 mb-4 text-muted">{say.hideAbout()}</p>
          <ActForm {...form} back={`/groups/${groupId}/moderation`} action={acts} fields={{ noun, subjectId, act: 'HIDE' }}>
            <TextArea
              label={say.hideReason()}
              name="reason"
              rows={3}
              maxLength={500}
              required
              error={refusalFor(reply, acts)?.message}
              defaultValue={typedInto(reply, acts).reason}
            />
            <Button type="submit" variant="danger">
              {say.hide()}
            </Button>
          </ActForm>
        </section>
      )}
      <p>
        <Link href={`/groups/${groupId}/${path}` as Route} className="link">
          {say.backToWords()}
        </Link>
      </p>
    </div>
  )
}
