'use client'

import { Button } from '#components/ui/button.tsx'

/** A page that failed. The rest of the site still works. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="page py-16">
      <h1>This page did not load</h1>
      <p className="measure mt-4">
        Something went wrong on our side, or the connection failed. Nothing that you typed is lost: what you have not sent is kept on this
        device.
      </p>
      <p className="mt-6">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      </p>
    </div>
  )
}
