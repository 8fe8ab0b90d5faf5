'use client'

import { useMutation } from '@tanstack/react-query'
import { joinGroup } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** For somebody signed in: one press, and they are in the group at this week's chapter. */
export function JoinButton({ code, groupName }: { code: string; groupName: string }) {
  const join = useMutation({
    mutationFn: () => joinGroup(code),
    onSuccess: ({ groupId, chapter }) => location.assign(`/groups/${groupId}/${chapter}`),
  })
  return (
    <div className="space-y-4">
      {join.error && <Notice tone="error">{join.error.message}</Notice>}
      <Button variant="primary" className="w-full" onClick={() => join.mutate()} busy={join.isPending || join.isSuccess}>
        Join “{groupName}”
      </Button>
    </div>
  )
}
