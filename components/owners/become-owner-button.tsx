'use client'

import { useMutation } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** One press, and the viewer is an owner, on the page where texts are imported. */
export function BecomeOwnerButton({ code }: { code: string }) {
  const become = useMutation({
    mutationFn: () => ask<void>('POST', '/api/owners', { code }),
    onSuccess: () => location.assign('/texts/import'),
  })
  return (
    <div className="space-y-4">
      {become.error && <Notice tone="error">{become.error.message}</Notice>}
      <Button variant="primary" className="w-full" onClick={() => become.mutate()} busy={become.isPending || become.isSuccess}>
        Become an owner of this installation
      </Button>
    </div>
  )
}
