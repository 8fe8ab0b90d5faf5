'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { handOverDrafts, hasDraftsOfPageAlone, hasTouchedDrafts } from '#client/draft.ts'
import { signInHere } from '#client/sign-in.ts'
import type { ViewerChange } from '#client/viewer.ts'
import { Button, PageLink } from '#components/ui/button.tsx'

/** Says that the page is somebody else's by now, and whose the words are that were begun on it. The page is covered as a whole. */
export function ViewerChanged({ change: { from, to } }: { change: ViewerChange }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [words] = useState(() => ({ begun: hasTouchedDrafts(from.userId), pageAlone: hasDraftsOfPageAlone(from.userId) }))
  useEffect(() => dialog.current?.showModal(), [])
  const takeAlong = () => {
    if (to) handOverDrafts(from.userId, to.userId)
    location.reload()
  }
  const signIn = signInHere()
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] space-y-4 rounded-lg border border-line bg-raised p-5 text-ink backdrop:bg-paper"
    >
      <h2 id={titleId} className="wrap-anywhere">
        {to ? `${to.name} is signed in here now` : 'You are signed out'}
      </h2>
      <p className="wrap-anywhere">
        {to
          ? `This page was opened by ${from.name}. Nothing more is saved from it, so that nobody’s words are taken for another’s.`
          : 'You have signed out in this browser, or your session has ended.'}
      </p>
      {words.begun && !words.pageAlone && (
        <p className="wrap-anywhere">What was written here and not saved is kept on this device for {from.name}.</p>
      )}
      {words.pageAlone && (
        <p>This browser keeps what you wrote in this page alone. Copy it, or sign in in another tab and come back to this one.</p>
      )}
      <div className="flex flex-wrap gap-3">
        {to ? (
          <>
            <Button variant="primary" onClick={() => location.reload()}>
              Go on as {to.name}
            </Button>
            {words.begun && <Button onClick={takeAlong}>The words are mine: take them along as {to.name}</Button>}
            <PageLink href={`${signIn}${signIn.includes('?') ? '&' : '?'}instead=1`}>Sign in as {from.name}</PageLink>
          </>
        ) : (
          <>
            <PageLink href={signIn} variant="primary">
              Sign in and go on here
            </PageLink>
            <PageLink href="/">Go to the home page</PageLink>
          </>
        )}
        {words.pageAlone && <Button onClick={() => dialog.current?.close()}>Stay here</Button>}
      </div>
    </dialog>
  )
}
