'use client'

import './globals.css'

/** When even the frame of the page failed: no header, no fonts, only words and a way back. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="page py-16">
          <title>Something went wrong · Studycircle</title>
          <h1>Something went wrong</h1>
          <p className="measure mt-4">
            The page could not be shown. Nothing that you typed is lost: what you have not sent is kept on this device.
          </p>
          <p className="mt-6">
            <button type="button" className="link target" onClick={reset}>
              Try again
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
