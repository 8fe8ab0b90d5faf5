'use client'

import { useEndSession, useSessions } from '#client/accounts.ts'
import { SignOutButton } from '#components/site/sign-out-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Form, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { SessionItem } from '#domain/account.ts'
import { type FormReply, isDone } from '#domain/form-reply.ts'
import * as say from '#messages/account.ts'

const EVERYWHERE_ELSE = 'You are signed out everywhere but here.'

/** Every device that is signed in, and a way to end each. */
export function SessionList({ initial, viewer, reply }: { initial: SessionItem[]; viewer: string; reply: FormReply | null }) {
  const all = useSessions(initial)
  const sessions = all.filter(({ endedAt }) => endedAt === null)
  const [end, toast] = [useEndSession(), useToast()]
  const others = sessions.filter(({ current }) => !current)
  const sign = (sessionId: string | null, words: string) => end.mutate(sessionId, { onSuccess: () => toast(words) })
  const everywhere = '/api/account/sessions'
  const plainTo = (action: string) => ({ action, back: '/account', reply, fields: { viewer } })
  /** The form of this list that was sent without scripts: one device's, or that of all others. */
  const sent = reply?.form.startsWith(everywhere) ? reply.form : everywhere
  const error = whyFailed(end, plainTo(sent))
  return (
    <>
      {error && <Notice tone="error">{error.message}</Notice>}
      {end.isIdle && isDone(reply, sent) && <Notice>{sent === everywhere ? EVERYWHERE_ELSE : say.deviceSignedOut()}</Notice>}
      <ul className="divide-y divide-line">
        {sessions.map(({ id, device, createdAt, seenAt, current }) => (
          <li key={id} className="flex items-center gap-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {device}
                {current && <span className="ms-2 font-normal text-muted">this device</span>}
              </p>
              <p className="text-muted text-sm">
                Since <Time at={createdAt} shape="date" /> · last seen <Time at={seenAt} />
              </p>
            </div>
            {!current && (
              <Form onSubmit={() => sign(id, `${device} is signed out.`)} plain={plainTo(`${everywhere}/${id}`)} className="contents">
                <Button type="submit" size="small" aria-label={`Sign out: ${device}`} busy={end.isPending && end.variables === id}>
                  Sign out
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-3">
        <SignOutButton />
        {others.length > 0 && (
          <Form onSubmit={() => sign(null, EVERYWHERE_ELSE)} plain={plainTo(everywhere)} className="contents">
            <Button type="submit" variant="danger" busy={end.isPending && end.variables === null}>
              Sign out everywhere else
            </Button>
          </Form>
        )}
      </div>
      <EndedSessions sessions={all} />
    </>
  )
}

/** Where somebody was signed in: whoever finds a device there that they do not know learns that somebody had their password. */
function EndedSessions({ sessions }: { sessions: SessionItem[] }) {
  const ended = sessions.flatMap(({ endedAt, ...session }) => (endedAt === null ? [] : [{ ...session, endedAt }]))
  if (ended.length === 0) return null
  return (
    <div className="mt-4">
      <Fold title={say.signedOutCount({ count: ended.length })}>
        <p className="text-muted text-sm">{say.signInsForgotten()}</p>
        <ul className="divide-y divide-line">
          {ended.map(({ id, device, createdAt, seenAt, endedAt }) => (
            <li key={id} className="py-2">
              <p>{device}</p>
              <p className="text-muted text-sm">
                {say.signedInOn()} <Time at={createdAt} shape="date" /> · {say.lastSeenOn()} <Time at={seenAt} /> · {say.endedOn()}{' '}
                <Time at={endedAt} />
              </p>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}
