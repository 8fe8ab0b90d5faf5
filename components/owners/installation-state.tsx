import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { MailTable } from '#components/owners/mail-table.tsx'
import { sizeWords } from '#components/owners/sizes.ts'
import { Time } from '#components/ui/time.tsx'
import type { InstallationState } from '#domain/oversight.ts'
import * as say from '#messages/installation.ts'

/** What a queue's jobs do, in words. */
const JOBS: Record<string, () => string> = {
  'look-for-letters': say.jobLook,
  'send-letter': say.jobSend,
  'delete-groups': say.jobDelete,
  'tell-browsers': say.jobTell,
  'fade-names': say.jobFade,
  'give-back-places': say.jobGiveBack,
  'forget-people': say.jobForgetPeople,
  'forget-sign-ins': say.jobForgetSignIns,
}

/** Below this share of the disk somebody has to make room. */
const LOW = 0.1

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="sm:grid sm:grid-cols-[11rem_1fr]">
      <dt className="font-medium">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  )
}

/** How the installation is. */
export function InstallationOverview({ state }: { state: InstallationState }) {
  const { disk, jobs } = state
  const waiting = jobs.filter(({ waiting }) => waiting > 0)
  return (
    <div className="space-y-10">
      {state.passedOn > 0 && (
        <p className="border-accent border-s-4 py-1 ps-4">
          <Link href={'/installation/passed-on' as Route} prefetch={false} className="link">
            {say.passedOnCount({ count: state.passedOn })}
          </Link>
        </p>
      )}
      <section>
        <h2>{say.health()}</h2>
        <dl className="mt-3 space-y-2">
          <Fact name={say.version()}>{state.version}</Fact>
          <Fact name={say.database()}>{say.databaseIs({ ms: state.databaseMs, size: sizeWords(state.databaseBytes) })}</Fact>
          <Fact name={say.disk()}>
            {say.diskIs({ free: sizeWords(disk.free), total: sizeWords(disk.total) })}
            {disk.free < disk.total * LOW && <strong className="block text-danger">{say.diskLow()}</strong>}
          </Fact>
          <Fact name={say.lastBackup()}>
            {state.lastBackup ? <Time at={state.lastBackup} /> : say.noBackup()}{' '}
            <span className="block">{say.backupEvery({ hours: state.backupHours })}</span>
          </Fact>
          <Fact name={say.jobs()}>
            {waiting.length === 0
              ? say.noJobs()
              : waiting.map(({ queue, waiting: count }) => say.jobIs({ name: JOBS[queue]?.() ?? queue, count })).join(' · ')}
          </Fact>
        </dl>
      </section>
      <section>
        <h2>{say.people()}</h2>
        <p className="mt-3">{say.accountsIs({ count: state.accounts, suspended: state.suspendedAccounts })}</p>
        <p>{say.groupsIs({ count: state.groups, suspended: state.suspendedGroups })}</p>
      </section>
      <section>
        <h2>{say.mail()}</h2>
        <MailTable mail={state.mail} />
      </section>
    </div>
  )
}
