'use client'

import { useId, useRef, useState } from 'react'
import { copyText } from '#client/copy.ts'
import { useInvitationLink } from '#client/invitations.ts'
import { QrCode } from '#components/groups/qr-code.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** An invitation's address: to copy, to show to a room as a QR code. */
export function InvitationLink({ code, groupName, primary = false }: { code: string; groupName: string; primary?: boolean }) {
  const link = useInvitationLink(code)
  const toast = useToast()
  const [shown, setShown] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const copy = async () => {
    if (await copyText(link)) return toast('The link is copied. Send it to the people whom you invite.')
    field.current?.select()
    toast('This browser does not let us copy: the link is selected, copy it by hand.')
  }
  return (
    <div className="space-y-3">
      <label htmlFor={id} className="sr-only">
        Invitation link
      </label>
      <input
        id={id}
        ref={field}
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        className="block w-full text-ellipsis rounded-md border border-line bg-raised px-3 py-1.5 font-mono text-sm target"
      />
      <div className="flex flex-wrap gap-3">
        <Button variant={primary ? 'primary' : 'quiet'} onClick={copy}>
          Copy the link
        </Button>
        <Button onClick={() => setShown(true)}>Show a QR code</Button>
      </div>
      <Dialog open={shown} onClose={() => setShown(false)} title={`Join “${groupName}”`}>
        <QrCode text={link} label={`QR code of ${link}`} />
        <p className="mt-3 break-all text-center font-mono text-sm">{link}</p>
      </Dialog>
    </div>
  )
}
