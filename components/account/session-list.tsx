'use client'

import { useEndSession, useSessions } from '#client/accounts.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { SessionItem } from '#domain/account.ts'

/** Every device that is signed in, and a way to end each. */
export function SessionList({ initial }: { initial: SessionItem[] }) {
  const sessions = useSessions(initial)
  const [end, toast] = [useEndSession(), useToast()]
  const others = sessions.filter(({ current }) => !current)
  const sign = (sessionId: string | null, words: string) => end.mutate(sessionId, { onSuccess: () => toast(words) })
  return (
    <>
      {end.error && <Notice tone="error">{end.error.message}</Notice>}
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
      {others.length > 0 && (
        <Button
          variant="danger"
          className="mt-3"
          onClick={() => sign(null, 'You are signed out everywhere but here.')}
          busy={end.isPending && end.variables === null}
        >
          Sign out everywhere else
        </Button>
      )}
    </>
  )
}
