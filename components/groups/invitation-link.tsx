'use client'

import { useState } from 'react'
import { useInvitationLink } from '#client/invitations.ts'
import { QrCode } from '#components/groups/qr-code.tsx'
import { AddressField } from '#components/ui/address-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** An invitation's address: to copy, to show to a room as a QR code. */
export function InvitationLink({ code, groupName, primary = false }: { code: string; groupName: string; primary?: boolean }) {
  const link = useInvitationLink(code)
  const [shown, setShown] = useState(false)
  return (
    <>
      <AddressField
        label="Invitation link"
        address={link}
        copy="Copy the link"
        copied="The link is copied. Send it to the people whom you invite."
        primary={primary}
      >
        <Button onClick={() => setShown(true)}>Show a QR code</Button>
      </AddressField>
      <Dialog open={shown} onClose={() => setShown(false)} title={`Join “${groupName}”`}>
        <QrCode text={link} label={`QR code of ${link}`} />
        <p className="mt-3 break-all text-center font-mono text-sm">{link}</p>
      </Dialog>
    </>
  )
}
