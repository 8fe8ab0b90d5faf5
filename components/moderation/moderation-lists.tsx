import type { ReactNode } from 'react'
import { Quoted, Told } from '#components/moderation/told-words.tsx'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FormReply } from '#domain/form-reply.ts'
import type { FlaggedWords, HiddenWords, ModerationAct, OwnModeratedWords, ToldWords } from '#domain/moderation.ts'
import * as say from '#messages/moderation.ts'

export type Acts = { groupId: string; viewer: string; reply: FormReply | null }

type ActProps = Acts & { words: Pick<ToldWords, 'noun' | 'subjectId'>; act: ModerationAct | 'WITHDRAW'; children: ReactNode }

export function Act({ groupId, words: { noun, subjectId }, act, children, ...form }: ActProps) {
  const action = `/api/groups/${groupId}/moderation`
  // Where nothing is filled in, the route is told so.
  const fields = { noun, subjectId, act, reason: '' }
  return (
    <ActForm {...form} action={action} back={`/groups/${groupId}/moderation`} fields={fields}>
      {children}
    </ActForm>
  )
}

/** A part of the page, with what it says when there is nothing. */
export function Part({ title, about, empty, children }: { title: string; about?: string; empty: string | null; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {about && <p className="mt-1 text-muted">{about}</p>}
      {empty === null ? <ul className="mt-4 space-y-6">{children}</ul> : <p className="mt-3 text-muted">{empty}</p>}
    </section>
  )
}

export function Flagged({ words, ...acts }: Acts & { words: FlaggedWords }) {
  return (
    <li className="card">
      <Told words={words} />
      <p className="mt-3 text-muted text-sm">{say.reasons()}</p>
      <ul className="list-disc ps-5">
        {words.reasons.map((reason) => (
          <li key={reason} dir="auto" className="wrap-anywhere">
            {reason}
          </li>
        ))}
      </ul>
      <div className="mt-4 space-y-4">
        <Act {...acts} words={words} act="DISMISS">
          <Button type="submit">{say.dismiss()}</Button>
        </Act>
        {!words.hidden && (
          <Fold title={say.hideTitle()}>
            <p className="mb-3 text-muted text-sm">{say.hideAbout()}</p>
            <Act {...acts} words={words} act="HIDE">
              <TextArea label={say.hideReason()} name="reason" rows={3} maxLength={500} required />
              <Button type="submit" variant="danger">
                {say.hide()}
              </Button>
            </Act>
          </Fold>
        )}
      </div>
    </li>
  )
}

export function Hidden({ words, ...acts }: Acts & { words: HiddenWords }) {
  return (
    <li className="card">
      <Told words={words} isLink={false} />
      <p className="wrap-anywhere mt-3">{say.hiddenBecause({ reason: words.reason })}</p>
      {words.reply && <p className="wrap-anywhere mt-1">{say.writerSays({ reply: words.reply })}</p>}
      <div className="mt-4 space-y-4">
        <Act {...acts} words={words} act="RESTORE">
          <Button type="submit">{say.restore()}</Button>
        </Act>
        <Fold title={say.remove()}>
          <Act {...acts} words={words} act="REMOVE">
            <TextArea label={say.removeReason()} name="reason" rows={2} maxLength={500} required />
            <Button type="submit" variant="danger">
              {say.remove()}
            </Button>
          </Act>
        </Fold>
      </div>
    </li>
  )
}

export function Own({ words, ...acts }: Acts & { words: OwnModeratedWords }) {
  const { body, html, reason, at, removed, told, reply } = words
  return (
    <li className="card">
      <p className="wrap-anywhere font-medium">{removed ? say.ownRemoved({ reason }) : say.ownHidden({ reason })}</p>
      <p className="text-muted text-sm">
        <Time at={at} />
      </p>
      {!removed && <Quoted body={body} html={html} />}
      <div className="mt-4">
        {told ? (
          <p className="wrap-anywhere text-muted">{reply ? say.youSaid({ reply }) : say.youRead()}</p>
        ) : (
          <Act {...acts} words={words} act="REPLY">
            <TextArea label={say.replyLabel()} name="reason" rows={3} maxLength={500} />
            <Button type="submit">{say.reply()}</Button>
          </Act>
        )}
      </div>
    </li>
  )
}
