import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { OtherWays } from '#components/account/other-ways.tsx'
import { SignUpForm } from '#components/account/sign-up-form.tsx'
import { invitationCode, safeNext, withNext } from '#domain/next-path.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findInvitedGroup } from '#server/groups/join.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Make an account' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  if (await findViewer()) redirect(next as Route)
  const group = await findInvitedGroup(invitationCode(next))
  const ways = signInWays()
  return (
    <Door title="Make an account" lead={group ? `Then you join “${group}”.` : 'A name and a password are enough.'}>
      <SignUpForm
        next={next}
        mail={ways.mail}
        button="Make the account"
        done={group ? 'I have kept them: join the group' : 'I have kept them'}
      >
        <p className="mt-6">
          You have one?{' '}
          <Link href={withNext('/sign-in', next) as Route} className="link">
            Sign in
          </Link>
        </p>
        <OtherWays ways={{ ...ways, mail: false }} next={next} />
      </SignUpForm>
    </Door>
  )
}
