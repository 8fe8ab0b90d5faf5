'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { fieldsOf } from '#client/http.ts'
import { Notice } from '#components/ui/notice.tsx'

type FormProps = {
  /** Gets what was filled in. The page is not left, and nothing typed is lost. */
  onSubmit: (filled: FormData) => void
  /** Why it failed. What concerns a field is said there; the first such field is focused. */
  error?: Error | null
  className?: string
  children: ReactNode
}

/** A form that our own code sends, with the server's sentence above its buttons when it fails. */
export function Form({ onSubmit, error = null, className = 'space-y-5', children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  const isOfField = error !== null && Object.values(fieldsOf(error)).includes(error.message)
  return (
    <form ref={form} onSubmit={submit} className={className}>
      {error && !isOfField && <Notice tone="error">{error.message}</Notice>}
      {children}
    </form>
  )
}

/** A field's text as it was typed. */
export const typed = (filled: FormData, name: string): string => String(filled.get(name) ?? '')
