'use client'

import { type RefObject, useEffect, useState } from 'react'
import { usePreview } from '#client/previews.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Prose } from '#components/ui/prose.tsx'
import * as say from '#messages/writing.ts'

/** Milliseconds without a key, after which what is shown is made anew. */
const PAUSE = 600

/** What the words of a field will look like to others; it follows when the hand rests. */
export function Preview({ groupId, field }: { groupId: string; field: RefObject<HTMLTextAreaElement | null> }) {
  const [body, setBody] = useState(() => field.current?.value ?? '')
  useEffect(() => {
    const { current: area } = field
    if (!area) return
    let rest: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      clearTimeout(rest)
      rest = setTimeout(() => setBody(area.value), PAUSE)
    }
    area.addEventListener('input', follow)
    return () => {
      clearTimeout(rest)
      area.removeEventListener('input', follow)
    }
  }, [field])
  const { data: html, error } = usePreview(groupId, body)
  if (error) return <Notice tone="error">{error.message}</Notice>
  return (
    <section aria-label={say.preview()} aria-live="polite" className="min-h-16 rounded-md border border-line border-dashed p-3">
      {body.trim() === '' ? (
        <p className="text-muted text-sm">{say.nothing()}</p>
      ) : (
        html !== undefined && <Prose html={html} lang={field.current?.lang || undefined} className="text-base" />
      )}
    </section>
  )
}
