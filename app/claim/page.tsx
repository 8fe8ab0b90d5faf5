import type { Metadata } from 'next'
import { CLAIMS, ClaimForm } from '#components/account/claim-form.tsx'
import { Door } from '#components/account/door.tsx'
import { DoorLink } from '#components/account/door-link.tsx'
import { SignUpForm } from '#components/account/sign-up-form.tsx'
import { WayBack } from '#components/account/way-back.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isDone } from '#domain/form-reply.ts'
import { say } from '#domain/problem.ts'
import { asSlipCode } from '#domain/slip.ts'
import { placeTitle } from '#messages/returns.ts'
import * as m from '#messages/slips.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findReturn } from '#server/accounts/returns.ts'
import { findSlip } from '#server/accounts/slips.ts'
import { findFormReply } from '#server/form-reply.ts'
import { inWords } from '#server/in-words.ts'
import { findViewer } from '#server/viewer.ts'

// The code stands in the address, which goes to no other site; without any referrer its form would come from nowhere, and be refused.
export const metadata: Metadata = { title: m.claimTitle(), robots: 'noindex', referrer: 'same-origin' }

/**
 * Where a printed code is used: by whoever was added to a group by name, or is to have their place in it again. Signed out, the first of them makes an
 * account of the name; signed in, either takes over with the account they have.
 */
export default async function ClaimPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams
  const [viewer, reply] = await Promise.all([findViewer(), findFormReply(query.reply)])
  const code = asSlipCode(query.code)
  const slip = code === null ? null : await findSlip(code)
  const way = code === null || slip ? null : await findReturn(code)
  const isMade = isDone(reply, '/api/accounts')
  // Without a code of its own the page says what became of the one before.
  const isWrong = query.code !== undefined && !slip && !way && !isMade && !isDone(reply, CLAIMS)
  const wrong = isWrong && (
    <div className="mb-6">
      <Notice tone="error">{inWords(say('slipUnknown'))}</Notice>
    </div>
  )
  if (viewer && !isMade)
    return (
      <Door title={way ? placeTitle() : m.claimTitle()}>
        {wrong}
        <ClaimForm viewer={viewer} slip={slip} way={way} reply={reply} />
      </Door>
    )
  if (way) return <WayBack way={way} />
  // Who has just claimed it here sees the recovery codes first; the slip is used up by then.
  const lead = slip ? m.claimLead({ name: slip.name, group: slip.groupName }) : m.askForCode()
  const here = slip ? `/claim?code=${slip.code}` : '/claim'
  return (
    <Door title={m.claimTitle()} lead={isMade ? undefined : lead}>
      {wrong}
      <SignUpForm
        next="/"
        back={here}
        reply={reply}
        mail={signInWays().mail}
        done={m.toGroups()}
        slip={{ code: slip?.code ?? '', name: slip?.name ?? '' }}
      >
        <p className="mt-6">
          {m.haveAccount()}{' '}
          <DoorLink to="/sign-in" next={here}>
            {m.signInThere()}
          </DoorLink>
        </p>
      </SignUpForm>
    </Door>
  )
}
