'use client'

import { NotifyRefused, usePush, useSwitchPush } from '#client/push.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import * as say from '#messages/push.ts'

/** Lets this browser be notified of what is new, and takes that back. */
export function Push() {
  const on = usePush()
  const change = useSwitchPush()
  const error = change.error && (change.error instanceof NotifyRefused ? say.refused() : change.error.message)
  return (
    <div className="space-y-3">
      <p>{say.about()}</p>
      <p className="text-muted text-sm">{say.aboutService()}</p>
      {error && (
        <div role="alert">
          <Notice tone="error">{error}</Notice>
        </div>
      )}
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
