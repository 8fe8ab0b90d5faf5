'use client'

import { useEndSession, useSessions } from '#client/accounts.ts'
import { SignOutButton } from '#components/site/sign-out-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { SessionItem } from '#domain/account.ts'
import { type FormReply, isDone, refusalFor } from '#domain/form-reply.ts'

const EVERYWHERE_ELSE = 'You are signed out everywhere but here.'

/** Every device that is signed in, and a way to end each. */
export function SessionList({ initial, viewer, reply }: { initial: SessionItem[]; viewer: string; reply: FormReply | null }) {
  const sessions = useSessions(initial)
  const [end, toast] = [useEndSession(), useToast()]
  const others = sessions.filter(({ current }) => !current)
  const sign = (sessionId: string | null, words: string) => end.mutate(sessionId, { onSuccess: () => toast(words) })
  const plain = { action: '/api/account/sessions', back: '/account', reply, fields: { viewer } }
  const error = end.error ?? (end.isIdle ? refusalFor(reply, plain.action) : null)
  return (
    <>
      {error && <Notice tone="error">{error.message}</Notice>}
      {end.isIdle && isDone(reply, plain.action) && <Notice>{EVERYWHERE_ELSE}</Notice>}
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
              <Button
                size="small"
                className="needs-script"
                aria-label={`Sign out: ${device}`}
                onClick={() => sign(id, `${device} is signed out.`)}
                busy={end.isPending && end.variables === id}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-3">
        <SignOutButton />
        {others.length > 0 && (
          <Form onSubmit={() => sign(null, EVERYWHERE_ELSE)} plain={plain} className="contents">
            <Button type="submit" variant="danger" busy={end.isPending && end.variables === null}>
              Sign out everywhere else
            </Button>
          </Form>
        )}
      </div>
    </>
  )
}
