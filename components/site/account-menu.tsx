'use client'

import { UserRound } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useAccount } from '#client/accounts.ts'
import { forgetMember } from '#client/member-hint.ts'
import { signInHere } from '#client/sign-in.ts'
import { useSignOut } from '#components/site/use-sign-out.tsx'

const SLOT = 'account-slot inline-flex items-center justify-center rounded-md px-2 text-accent target hover:bg-line'
const ITEM = 'flex w-full items-center rounded-sm px-3 text-start target hover:bg-line'

/** Sign in, or the person's own menu. Both are as wide as the other, so that nothing moves when the answer comes. */
export function AccountMenu() {
  const account = useAccount()
  const path = usePathname()
  const away = path === '/' || path.startsWith('/sign-') || path.startsWith('/recover')
  useEffect(() => {
    if (account === null) forgetMember()
  }, [account])
  if (account) return <PersonMenu name={account.name} />
  return (
    <>
      <a
        href={away ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`}
        // The place on the page is known only now.
        onClick={({ currentTarget }) => {
          currentTarget.href = signInHere()
        }}
        className={`needs-script ${SLOT}`}
      >
        Sign in
      </a>
      {/* Without scripts a page that is the same for everybody cannot know who reads it; this one can. */}
      <noscript>
        <a href="/account" className={SLOT}>
          Account
        </a>
      </noscript>
    </>
  )
}

function PersonMenu({ name }: { name: string }) {
  const { leave, question } = useSignOut()
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`Account of ${name}`}
        className="account-slot inline-flex items-center justify-center rounded-md target hover:bg-line"
      >
        <UserRound aria-hidden size={20} />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a choice inside closes the menu; the choices are links and buttons */}
      <div id="account-menu" popover="auto" className="menu w-56 p-2" onClick={(event) => event.currentTarget.hidePopover()}>
        <p className="truncate px-3 py-1 font-semibold">
          <bdi>{name}</bdi>
        </p>
        <Link href="/#groups" className={ITEM}>
          Your groups
        </Link>
        <Link href="/account" prefetch={false} className={ITEM}>
          Account
        </Link>
        <button type="button" className={ITEM} onClick={leave}>
          Sign out
        </button>
      </div>
      {question}
    </>
  )
}
