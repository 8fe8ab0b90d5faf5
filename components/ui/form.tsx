'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { fieldsOf } from '#client/http.ts'
import { signInHere } from '#client/sign-in.ts'
import { Notice } from '#components/ui/notice.tsx'
import { type FormReply, isAskedAgain, refusalFor } from '#domain/form-reply.ts'
import { Problem } from '#domain/problem.ts'
import * as anew from '#messages/anew.ts'

/** What a form needs to be sent by the browser itself: before scripts have come, and where none ever come. */
export type PlainForm = {
  /** The route that takes it: one whose door has `form`. */
  action: string
  /** The page that the form stands on, with its query. */
  back: string
  /** What the server said to a form of this page that was sent so. */
  reply: FormReply | null
  /** One of its fields is a file. */
  files?: boolean
  /** What goes with it and is not filled in. */
  fields?: Record<string, string>
}

type FormProps = {
  /** Gets what was filled in. The page is not left, and nothing typed is lost. */
  onSubmit: (filled: FormData) => void
  /** Left out where only scripts can do what the form is for: then the browser sends nothing, and nothing typed is lost. */
  plain?: PlainForm
  /** Why it failed. What concerns a field is said there; the first such field is focused. */
  error?: Error | null
  className?: string
  children: ReactNode
}

/** A form that our own code sends, or else the browser, with the server's sentence above its buttons when it fails. */
export function Form({ onSubmit, plain, error = null, className = 'space-y-5', children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  // Whoever has to sign in anew goes there by the browser's own way, which keeps what was typed and leads back here.
  const isAnew = error instanceof Problem && error.sentence.code === 'signInAnew'
  const leaves = isAnew && plain !== undefined
  useEffect(() => {
    if (leaves) form.current?.submit()
  }, [leaves])
  const isOfField = error !== null && Object.values(fieldsOf(error)).includes(error.message)
  // A form with the method "dialog" that is in no dialog goes nowhere.
  return (
    <form
      ref={form}
      method={plain ? 'post' : 'dialog'}
      action={plain?.action}
      encType={plain?.files ? 'multipart/form-data' : undefined}
      onSubmit={submit}
      className={className}
    >
      {plain &&
        Object.entries({ ...plain.fields, back: plain.back }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      {plain && isAskedAgain(plain.reply, plain.action) && error === null && <Notice>{anew.done()}</Notice>}
      {error && !isOfField && !leaves && (
        <Notice tone="error">
          {error.message}{' '}
          {isAnew && (
            <a href={signInHere('anew')} target="_blank" rel="noopener" className="link">
              {anew.again()}
            </a>
          )}
        </Notice>
      )}
      {children}
      {!plain && (
        <noscript>
          <p className="text-muted text-sm">This form needs JavaScript, which is switched off in your browser.</p>
        </noscript>
      )}
    </form>
  )
}

/** A field's text as it was typed. */
export const typed = (filled: FormData, name: string): string => String(filled.get(name) ?? '')

/** Why a form failed: what scripts were told, or, while they have sent nothing, the browser itself. */
export function whyFailed(sending: { isIdle: boolean; error: Error | null }, { reply, action }: PlainForm): Error | null {
  return sending.isIdle ? refusalFor(reply, action) : sending.error
}
