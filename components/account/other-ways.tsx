'use client'

import { useMutation } from '@tanstack/react-query'
import { askForLink, leaveForProvider } from '#client/sign-in.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { SignInWays } from '#domain/account.ts'

/** What this site offers beside username and password; nothing where nothing is set up. */
export function OtherWays({ ways, next }: { ways: SignInWays; next: string }) {
  if (!ways.oidc && !ways.mail) return null
  return (
    <section aria-labelledby="other-ways" className="mt-10 space-y-6 border-line border-t pt-6">
      <h2 id="other-ways" className="text-lg">
        Or without a password
      </h2>
      {ways.oidc && <ProviderButton name={ways.oidc} next={next} label={`Go on with ${ways.oidc}`} />}
      {ways.mail && <LinkByMail next={next} />}
    </section>
  )
}

/** Sends the person to the provider that this site has set up. */
export function ProviderButton({ name, next, label }: { name: string; next: string; label: string }) {
  const leave = useMutation({ mutationFn: () => leaveForProvider(next) })
  return (
    <div className="space-y-3">
      {leave.error && <Notice tone="error">{`${name} cannot be reached just now. Try again in a moment.`}</Notice>}
      <Button onClick={() => leave.mutate()} busy={leave.isPending || leave.isSuccess} className="w-full">
        {label}
      </Button>
    </div>
  )
}

function LinkByMail({ next }: { next: string }) {
  const send = useMutation({ mutationFn: (filled: FormData) => askForLink(typed(filled, 'email'), next) })
  if (send.isSuccess) return <MailSent />
  return (
    <Form onSubmit={send.mutate} error={send.error}>
      <Field label="E-mail address" name="email" type="email" autoComplete="email" required />
      <Button type="submit" busy={send.isPending} className="w-full">
        Send me a link to sign in
      </Button>
    </Form>
  )
}

export function MailSent() {
  return (
    <div role="status">
      <Notice title="Look into your mail">A link is on its way to that address. It works once, for one hour, on any device.</Notice>
    </div>
  )
}
