'use client'

import { Button } from '#components/ui/button.tsx'
import './desk-bar.css'

/** For a page that shows a text which has been edited since: nothing is taken from under the reader's eyes. */
export function NewTextNotice() {
  return (
    <section aria-label="The chapter was edited" className="desk-bar no-print">
      <p role="status">This chapter was edited while you had it open. What you are writing is kept.</p>
      <Button size="small" onClick={() => location.reload()}>
        Show the new text
      </Button>
    </section>
  )
}
