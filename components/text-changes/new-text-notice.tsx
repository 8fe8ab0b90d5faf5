'use client'

import { ChangesBar } from '#components/text-changes/changes-bar.tsx'
import { Button } from '#components/ui/button.tsx'

/** For a page that shows a text which has been edited since: nothing is taken from under the reader's eyes. */
export function NewTextNotice() {
  return (
    <ChangesBar label="The chapter was edited">
      <p role="status">This chapter was edited while you had it open. What you are writing is kept.</p>
      <Button size="small" onClick={() => location.reload()}>
        Show the new text
      </Button>
    </ChangesBar>
  )
}
