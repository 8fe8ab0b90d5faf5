import type { Route } from 'next'
import Link from 'next/link'
import { SuspendedSince } from '#components/owners/suspended-since.tsx'
import { Time } from '#components/ui/time.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { GroupNumbers } from '#domain/oversight.ts'
import { archivedLabel } from '#messages/groups.ts'
import * as say from '#messages/installation.ts'

/** Leads to a group in numbers, which is known by its id alone. */
export function GroupLink({ id }: { id: string }) {
  return (
    <Link
      href={`/installation/groups/${id}` as Route}
      prefetch={false}
      className="link wrap-anywhere target inline-flex items-center font-mono text-sm"
    >
      {id}
    </Link>
  )
}

/** What is told of a group: its text, how many and when, and nothing of what is said there. */
export function GroupFacts({ group: { guideTitle, started, members, said, lastWeek, archived, suspension } }: { group: GroupNumbers }) {
  return (
    <>
      <p dir="auto">{say.reads({ title: guideTitle })}</p>
      <p className="text-muted text-sm">
        {say.started()} <Time at={started} shape="date" /> · {say.membersCount({ count: members })} · {say.saidCount({ count: said })}
        {lastWeek && `, ${say.lastSaid({ date: dateWords(lastWeek, true) })}`}
        {archived && ` · ${archivedLabel()}`}
        <SuspendedSince suspension={suspension} />
      </p>
    </>
  )
}

/** The groups, a page of them. */
export function GroupNumbersList({ groups, next }: { groups: GroupNumbers[]; next: string | null }) {
  return (
    <>
      {groups.length === 0 && <p>{say.noGroups()}</p>}
      <ul className="space-y-4">
        {groups.map((group) => (
          <li key={group.id}>
            <GroupLink id={group.id} />
            <GroupFacts group={group} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <p className="mt-6">
          <Link
            href={`/installation/groups?after=${encodeURIComponent(next)}` as Route}
            prefetch={false}
            className="link target inline-flex items-center"
          >
            {say.nextPage()}
          </Link>
        </p>
      )}
    </>
  )
}
