import type { Route } from 'next'
import Link from 'next/link'
import { SuspendedSince } from '#components/owners/suspended-since.tsx'
import { Time } from '#components/ui/time.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { AccountNumbers } from '#domain/oversight.ts'
import * as say from '#messages/installation.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** What is told of an account: when, how many, and nothing of what they wrote. */
export function AccountFacts({ account: { joined, lastWeek, groups, isOwner, suspension } }: { account: AccountNumbers }) {
  return (
    <p className="text-muted text-sm">
      {say.joined()} <Time at={joined} shape="date" /> ·{' '}
      {lastWeek ? `${say.lastSeen()} ${say.weekOf({ date: dateWords(lastWeek, true) })}` : say.notLately()} ·{' '}
      {say.inGroups({ count: groups })}
      {isOwner && ` · ${say.ownsInstallation()}`}
      <SuspendedSince suspension={suspension} />
    </p>
  )
}

type ListProps = { accounts: AccountNumbers[]; next: string | null; from: string | null }

/** The accounts, a page of them, with the way to those of another letter. */
export function AccountList({ accounts, next, from }: ListProps) {
  const to = (name: string) => `/installation/accounts?from=${encodeURIComponent(name)}` as Route
  return (
    <>
      <p className="mb-6 flex flex-wrap gap-x-1">
        {LETTERS.map((letter) => (
          <Link
            key={letter}
            href={to(letter)}
            prefetch={false}
            aria-label={say.fromLetter({ letter })}
            aria-current={from === letter ? 'true' : undefined}
            className="link target inline-flex min-w-8 items-center justify-center"
          >
            {letter}
          </Link>
        ))}
      </p>
      {accounts.length === 0 && <p>{say.noAccounts()}</p>}
      <ul className="space-y-3">
        {accounts.map((account) => (
          <li key={account.id}>
            <Link
              href={`/installation/accounts/${account.id}` as Route}
              prefetch={false}
              className="link wrap-anywhere target inline-flex items-center"
            >
              {account.username ?? say.noUsername()}
            </Link>
            <AccountFacts account={account} />
          </li>
        ))}
      </ul>
      <p className="mt-6 flex flex-wrap gap-x-6">
        {from !== null && (
          <Link href="/installation/accounts" prefetch={false} className="link target inline-flex items-center">
            {say.fromStart()}
          </Link>
        )}
        {next !== null && (
          <Link href={to(next)} prefetch={false} className="link target inline-flex items-center">
            {say.nextPage()}
          </Link>
        )}
      </p>
    </>
  )
}
