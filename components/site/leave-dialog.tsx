'use client'

import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

type LeaveDialogProps = { onClose: () => void; onKeep: () => void; onDelete: () => void }

/** Asks whoever signs out what is to become of the words that they have not sent: the next one at this device could read them. */
export function LeaveDialog({ onClose, onKeep, onDelete }: LeaveDialogProps) {
  return (
    <Dialog open onClose={onClose} title="You have words here that were not sent">
      <p>They are kept on this device, and whoever uses it after you could read them.</p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button variant="danger" onClick={onDelete}>
          Sign out and delete them
        </Button>
        <Button onClick={onKeep}>Sign out and keep them</Button>
      </div>
    </Dialog>
  )
}
