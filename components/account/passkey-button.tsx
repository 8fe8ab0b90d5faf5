'use client'

import { useMutation } from '@tanstack/react-query'
import { isDeclined, signInWithPasskey } from '#client/passkeys.ts'
import { useNext } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import * as say from '#messages/sign-in-steps.ts'

/** Signs in with what the device keeps, without username and password. */
export function PasskeyButton({ next }: { next: string }) {
  const target = useNext(next)
  const enter = useMutation({
    mutationFn: () => signInWithPasskey(target),
    onSuccess: (arrival) => location.assign(arrival.next),
  })
  return (
    <div className="needs-script space-y-3">
      {enter.error && <Notice tone="error">{isDeclined(enter.error) ? say.passkeyDeclined() : enter.error.message}</Notice>}
      <Button className="w-full" busy={enter.isPending || enter.isSuccess} onClick={() => enter.mutate()}>
        {say.signInWithPasskey()}
      </Button>
    </div>
  )
}
