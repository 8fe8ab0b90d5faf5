import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { SignUpForm } from '#components/account/sign-up-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isDone } from '#domain/form-reply.ts'
import { say } from '#domain/problem.ts'
import { asSlipCode } from '#domain/slip.ts'
import * as m from '#messages/slips.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findSlip } from '#server/accounts/slips.ts'
import { findFormReply } from '#server/form-reply.ts'
import { inWords } from '#server/in-words.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: m.claimTitle(), robots: 'noindex', referrer: 'no-referrer' }

/** Where whoever was added to a group by name makes that name their own, with the code on their slip. */
export default async function ClaimPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams
  const [viewer, reply] = await Promise.all([findViewer(), findFormReply(query.reply)])
  const code = asSlipCode(query.code)
  const slip = code === null ? null : await findSlip(code)
  const isMade = isDone(reply, '/api/accounts')
  if (viewer && !isMade)
    return (
      <Door title={m.claimTitle()}>
        <Notice>{m.signedIn({ name: viewer.name })}</Notice>
      </Door>
    )
  // Who has just claimed it here sees the recovery codes first; the slip is used up by then.
  const lead = slip ? m.claimLead({ name: slip.name, group: slip.groupName }) : m.askForCode()
  return (
    <Door title={m.claimTitle()} lead={isMade ? undefined : lead}>
      {query.code !== undefined && !slip && !isMade && (
        <div className="mb-6">
          <Notice tone="error">{inWords(say('slipUnknown'))}</Notice>
        </div>
      )}
      <SignUpForm
        next="/"
        back={slip ? `/claim?code=${slip.code}` : '/claim'}
        reply={reply}
        mail={signInWays().mail}
        done={m.toGroups()}
        slip={{ code: slip?.code ?? '', name: slip?.name ?? '' }}
      />
    </Door>
  )
}
