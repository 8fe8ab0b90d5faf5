'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { copyText } from '#client/copy.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'

type RecoveryCodesProps = {
  codes: string[]
  username: string | null
  /** The way on. */
  children: ReactNode
}

/** The codes of an account, shown this once: to copy, to print, to write down. */
export function RecoveryCodes({ codes, username, children }: RecoveryCodesProps) {
  const toast = useToast()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const copy = async () => {
    const text = [`Studycircle recovery codes${username ? ` of ${username}` : ''}, ${location.origin}`, ...codes].join('\n')
    toast(
      (await copyText(text))
        ? 'The codes are copied. Put them where you keep such things.'
        : 'This browser doesn’t let us copy. Write them down.',
    )
  }
  return (
    <section aria-labelledby="codes-title">
      <h2 id="codes-title" ref={title} tabIndex={-1}>
        Keep these codes
      </h2>
      <p className="mt-2">
        If you forget your password, one of them lets you in again. Each works once. Nobody can show them to you later, not even those who
        run this site.
      </p>
      <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))] gap-x-6 gap-y-1 rounded-md border border-line bg-raised p-4 font-mono text-lg">
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap tabular-nums">
            {code}
          </li>
        ))}
      </ul>
      {username && (
        <p className="mt-2 text-muted text-sm">
          Your username: <strong className="text-ink">{username}</strong>
        </p>
      )}
      <div className="needs-script no-print mt-4 flex flex-wrap gap-3">
        <Button onClick={copy}>Copy the codes</Button>
        <Button onClick={() => print()}>Print this page</Button>
      </div>
      {children}
    </section>
  )
}
