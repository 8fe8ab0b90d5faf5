'use client'

import { Check } from 'lucide-react'
import { useResolution, useUpdateResolution } from '#client/resolutions.ts'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ThreadSubject } from '#domain/thread.ts'
import * as say from '#messages/threads.ts'

/** Over a thread with which the group is done: who said so and when. */
export function ResolvedNotice({ subject }: { subject: ThreadSubject }) {
  const resolution = useResolution(useTalkPlace(), subject)
  const nameOf = useNameOf()
  if (!resolution) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
      <Check aria-hidden size={16} />
      {say.resolvedBy({ name: nameOf(resolution.by) })} · <Time at={resolution.at} shape="day" />
    </p>
  )
}

/** Marks a thread as resolved, or opens it again. */
export function Resolve({ subject }: { subject: ThreadSubject }) {
  const place = useTalkPlace()
  const resolution = useResolution(place, subject)
  const update = useUpdateResolution(place, subject)
  const toast = useToast()
  const press = () => update.mutate(!resolution, { onError: (failure) => toast(failure.message) })
  return (
    <Button variant="plain" size="small" className="needs-script adds" busy={update.isPending} onClick={press}>
      {resolution ? say.reopen() : say.resolve()}
    </Button>
  )
}

/** On a closed card: that its thread is resolved. */
export function ResolvedWord({ annotationId }: { annotationId: string }) {
  const resolution = useResolution(useTalkPlace(), { kind: 'annotation', annotationId })
  return resolution ? <> · {say.resolved()}</> : null
}
