'use client'

import { Button } from '#components/ui/button.tsx'

type DeletedWordsProps = {
  /** What it was: "note", "comment". */
  noun: string
  /** Null where this reader may not bring it back. */
  restore: (() => void) | null
}

/** Stands in place of words that were deleted; whoever may bring them back does it here. */
export function DeletedWords({ noun, restore }: DeletedWordsProps) {
  return (
    <p className="text-muted text-sm">
      This {noun} was deleted.
      {restore && (
        <Button variant="plain" size="small" onClick={restore}>
          Bring it back
        </Button>
      )}
    </p>
  )
}
