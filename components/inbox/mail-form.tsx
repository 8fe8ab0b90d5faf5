import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ZoneOptions } from '#components/ui/zone-options.tsx'
import { type FormReply, isDone, refusalFor, typedInto } from '#domain/form-reply.ts'
import type { MailSettings } from '#domain/mail.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as say from '#messages/letters.ts'

type MailFormProps = { groupId: string; viewer: Pick<Viewer, 'userId' | 'name'>; settings: MailSettings; reply: FormReply | null }

/** Which mail the viewer wants from a group. The browser sends it itself: it is changed once, and no page need carry a script for it. */
export function MailForm({ groupId, viewer, settings, reply }: MailFormProps) {
  const { sends, email, mail, mailZone } = settings
  const action = `/api/groups/${groupId}/mail`
  const refusal = refusalFor(reply, action)
  const typed = typedInto(reply, action)
  return (
    <section aria-labelledby="mail" className="measure mt-8">
      <h2 id="mail">{say.mail()}</h2>
      {!sends && <p className="mt-2">{say.noMailHere()}</p>}
      {sends && email === null && (
        <p className="mt-2">
          {say.noAddress()}{' '}
          <Link href="/account" className="link">
            {say.yourAccount()}
          </Link>
          .
        </p>
      )}
      {sends && email !== null && (
        <form method="post" action={action} className="mt-2 space-y-5">
          <input type="hidden" name="viewer" value={viewer.userId} />
          <input type="hidden" name="back" value={`/groups/${groupId}/inbox/settings`} />
          <p className="wrap-anywhere text-muted">{say.goesTo({ email })}</p>
          {isDone(reply, action) && (
            <div role="status">
              <Notice>{say.saved()}</Notice>
            </div>
          )}
          {refusal && <Notice tone="error">{refusal.message}</Notice>}
          <ChoiceField
            legend={say.howOften()}
            name="mail"
            chosen={typed.mail ?? mail}
            choices={[
              { value: 'OFF', label: say.wishOff(), about: say.offAbout() },
              { value: 'WEEKLY', label: say.wishWeekly(), about: say.weeklyAbout() },
              { value: 'DAILY', label: say.wishDaily(), about: say.dailyAbout() },
              { value: 'REPLIES', label: say.wishReplies(), about: say.repliesAbout({ name: viewer.name }) },
            ]}
          />
          <Select label={say.zone()} hint={say.zoneAbout()} name="mailZone" defaultValue={typed.mailZone ?? mailZone}>
            <ZoneOptions also={mailZone} />
          </Select>
          <Button type="submit" variant="primary">
            {say.save()}
          </Button>
        </form>
      )}
    </section>
  )
}
