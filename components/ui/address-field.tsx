'use client'

import { type ReactNode, useId, useRef } from 'react'
import { copyText } from '#client/copy.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import * as say from '#messages/addresses.ts'

type AddressFieldProps = {
  /** What it is the address of; said, not shown. */
  label: string
  address: string
  /** What the button says. */
  copy: string
  /** What is said once it is copied. */
  copied: string
  primary?: boolean
  /** What else one does with the address. */
  children?: ReactNode
}

/** An address to hand on: it is read, selected and copied. Where the browser does not let us copy, it is selected for the reader's own hand. */
export function AddressField({ label, address, copy, copied, primary = false, children }: AddressFieldProps) {
  const [id, field, toast] = [useId(), useRef<HTMLInputElement>(null), useToast()]
  const press = async () => {
    if (await copyText(address)) return toast(copied)
    field.current?.select()
    toast(say.copyByHand())
  }
  return (
    <div className="space-y-3">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        ref={field}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
        className="block w-full text-ellipsis rounded-md border border-line bg-raised px-3 py-1.5 font-mono text-sm target"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant={primary ? 'primary' : 'quiet'} className="needs-script" onClick={press}>
          {copy}
        </Button>
        {children}
      </div>
    </div>
  )
}
