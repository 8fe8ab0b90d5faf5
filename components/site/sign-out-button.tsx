'use client'

import { useSignOut } from '#components/site/use-sign-out.tsx'
import { Button } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'

/** The way out of this device's session, which works without scripts. */
export function SignOutButton() {
  const { leave, question } = useSignOut()
  return (
    <>
      <Form onSubmit={leave} plain={{ action: '/api/sign-out', back: '/', reply: null }} className="contents">
        <Button type="submit">Sign out on this device</Button>
      </Form>
      {question}
    </>
  )
}
