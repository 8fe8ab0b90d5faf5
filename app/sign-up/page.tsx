import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { DoorLink } from '#components/account/door-link.tsx'
import { leadFor } from '#components/account/lead.ts'
import { OtherWays } from '#components/account/other-ways.tsx'
import { SignUpForm } from '#components/account/sign-up-form.tsx'
import { isDone } from '#domain/form-reply.ts'
import { invitationCode, safeNext, withNext } from '#domain/next-path.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findInvitedGroup } from '#server/groups/join.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Create an account' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const query = await searchParams
  const next = safeNext(query.next)
  const reply = await findFormReply(query.reply)
  // Who has just made the account here sees its codes first.
  if ((await findViewer()) && !isDone(reply, '/api/accounts')) redirect(next as Route)
  const group = await findInvitedGroup(invitationCode(next))
  const ways = signInWays()
  const back = withNext('/sign-up', next)
  return (
    <Door title="Create an account" lead={`A name and a password are enough. ${leadFor(next, group) ?? ''}`}>
      <SignUpForm
        next={next}
        back={back}
        reply={reply}
        mail={ways.mail}
        done={group ? 'I’ve saved these codes: join the group' : 'I’ve saved these codes'}
      >
        <p className="mt-6">
          You have one?{' '}
          <DoorLink to="/sign-in" next={next}>
            Sign in
          </DoorLink>
        </p>
        <OtherWays ways={{ ...ways, mail: false }} next={next} back={back} reply={reply} />
      </SignUpForm>
    </Door>
  )
}
