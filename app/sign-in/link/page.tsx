import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { Button } from '#components/ui/button.tsx'

export const metadata: Metadata = { title: 'Sign in', referrer: 'same-origin', robots: { index: false } }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where a mailed link leads: the link itself is used up only by the button, not by programs that look into mails. */
export default async function LinkPage({ searchParams }: Props) {
  const { callbackUrl, token, email } = await searchParams
  const query = new URLSearchParams({ callbackUrl: String(callbackUrl ?? ''), token: String(token ?? ''), email: String(email ?? '') })
  return (
    <Door title="Sign in" lead={`The link was sent to ${String(email ?? 'you')}.`}>
      <form method="post" action="/api/auth/callback/email">
        {[...query].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" variant="primary" className="w-full">
          Sign in
        </Button>
      </form>
    </Door>
  )
}
