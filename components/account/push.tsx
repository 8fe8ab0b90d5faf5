'use client'

import { NoPushService, NotifyRefused, usePush, useSwitchPush } from '#client/push.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import * as say from '#messages/push.ts'

/** Lets this browser be notified of what is new, and takes that back. */
export function Push() {
  const on = usePush()
  const change = useSwitchPush()
  return (
    <div className="space-y-3">
      <p>{say.about()}</p>
      <p className="text-muted text-sm">{say.aboutService()}</p>
      {change.error && <Notice tone="error">{whyNot(change.error)}</Notice>}
      <p role="status" className={on || change.data !== undefined ? '' : 'sr-only'}>
        {on ? say.isOn() : change.data === false ? say.turnedOff() : ''}
      </p>
      {on === null ? (
        <p className="text-muted text-sm">{say.cannot()}</p>
      ) : (
        <Button className="needs-script" disabled={on === undefined} busy={change.isPending} onClick={() => change.mutate(!on)}>
          {on ? say.turnOff() : say.turnOn()}
        </Button>
      )}
      <p className="without-script text-muted text-sm">{say.needsScript()}</p>
    </div>
  )
}

function whyNot(error: Error): string {
  if (error instanceof NotifyRefused) return say.refused()
  return error instanceof NoPushService ? say.noService() : error.message
}
