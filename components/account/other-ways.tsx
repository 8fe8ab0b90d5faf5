'use client'

import { useMutation } from '@tanstack/react-query'
import { askForLink, leaveForProvider, useNext } from '#client/sign-in.ts'
import { PasskeyButton } from '#components/account/passkey-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { SignInWays } from '#domain/account.ts'
import { type FormReply, typedInto } from '#domain/form-reply.ts'

type OtherWaysProps = { ways: SignInWays; next: string; back: string; reply: FormReply | null }

/** What this site offers beside username and password; nothing where nothing is set up. */
export function OtherWays({ ways, next, back, reply }: OtherWaysProps) {
  const target = useNext(next)
  if (!ways.oidc && !ways.mail && !ways.passkeys) return null
  return (
    <section
      aria-labelledby="other-ways"
      // A passkey needs scripts.
      className={`mt-10 space-y-6 border-line border-t pt-6 ${ways.oidc || ways.mail ? '' : 'needs-script'}`}
    >
      <h2 id="other-ways" className="text-lg">
        Or without a password
      </h2>
      {ways.passkeys && <PasskeyButton next={next} />}
      {ways.oidc && <ProviderButton name={ways.oidc} next={target} back={back} label={`Go on with ${ways.oidc}`} />}
      {ways.mail && <LinkByMail next={target} back={back} reply={reply} />}
    </section>
  )
}

/** Sends the person to the provider that this site has set up. */
export function ProviderButton({ name, next, back, label }: { name: string; next: string; back: string; label: string }) {
  const leave = useMutation({ mutationFn: () => leaveForProvider(next) })
  const plain = { action: '/api/auth/signin/oidc', back, reply: null, fields: { callbackUrl: next } }
  return (
    <Form
      onSubmit={() => leave.mutate()}
      plain={plain}
      error={leave.error && new Error(`${name} cannot be reached just now. Try again in a moment.`)}
      className="space-y-3"
    >
      <Button type="submit" busy={leave.isPending || leave.isSuccess} className="w-full">
        {label}
      </Button>
    </Form>
  )
}

function LinkByMail({ next, back, reply }: Omit<OtherWaysProps, 'ways'>) {
  const send = useMutation({ mutationFn: (filled: FormData) => askForLink(typed(filled, 'email'), next) })
  const plain = { action: '/api/auth/signin/email', back, reply, fields: { callbackUrl: next } }
  if (send.isSuccess) return <MailSent />
  return (
    <Form onSubmit={send.mutate} plain={plain} error={whyFailed(send, plain)}>
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={typedInto(reply, plain.action).email}
      />
      <Button type="submit" busy={send.isPending} className="w-full">
        Send me a link to sign in
      </Button>
    </Form>
  )
}

export function MailSent() {
  return (
    <div role="status">
      <Notice title="Look into your mail">A link is on its way to that address. It works once, for ten minutes, on any device.</Notice>
    </div>
  )
}
