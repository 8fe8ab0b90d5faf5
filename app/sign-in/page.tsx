import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { DoorLink } from '#components/account/door-link.tsx'
import { leadFor } from '#components/account/lead.ts'
import { MailSent, OtherWays } from '#components/account/other-ways.tsx'
import { SignInForm } from '#components/account/sign-in-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { invitationCode, safeNext, withNext, withQuery } from '#domain/next-path.ts'
import * as anewWords from '#messages/anew.ts'
import * as steps from '#messages/sign-in-steps.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findInvitedGroup } from '#server/groups/join.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** What next-auth says when a way in failed, in words. */
const FAILURES: Record<string, string> = {
  OAuthAccountNotLinked:
    'There is an account with your e-mail address already. Sign in to it the way you did before; on the account page you can connect the two.',
  Verification: 'This link has been used or has expired. Ask for a new one.',
  SecondStep: steps.linkNotEnough(),
  AccessDenied: 'You were not let in there. Try again, or sign in another way.',
}
const OTHER_FAILURE = 'Signing in that way did not work. Try again, or sign in another way.'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, callbackUrl, error, sent, instead, anew, reply: replyId } = await searchParams
  // next-auth sends people back with a whole address; only its path counts.
  const next = safeNext(wanted ?? String(callbackUrl ?? '').replace(/^https?:\/\/[^/]+/, ''))
  const viewer = await findViewer()
  if (viewer && !instead && !anew) redirect(next as Route)
  const [group, reply] = await Promise.all([findInvitedGroup(invitationCode(next)), findFormReply(replyId)])
  const back = anew ? withQuery(withNext('/sign-in', next), 'anew', 'yes') : withNext('/sign-in', next)
  const lead = viewer ? `${viewer.name} is signed in here, and is signed out when you sign in.` : leadFor(next, group)
  return (
    <Door title="Sign in" lead={anew ? anewWords.lead() : lead}>
      {error && (
        <div className="mb-6">
          <Notice tone="error">{FAILURES[String(error)] ?? OTHER_FAILURE}</Notice>
        </div>
      )}
      {sent ? <MailSent /> : <SignInForm next={next} back={back} reply={reply} button={group ? 'Sign in and join' : 'Sign in'} />}
      <p className="mt-5 flex flex-wrap justify-between gap-x-6 gap-y-2">
        <DoorLink to="/sign-up" next={next}>
          Create an account
        </DoorLink>
        <DoorLink to="/recover" next={next}>
          I have forgotten my password
        </DoorLink>
      </p>
      <OtherWays ways={signInWays()} next={next} back={back} reply={reply} />
    </Door>
  )
}
