'use client'

import { useId, useRef, useState } from 'react'
import { copyText } from '#client/copy.ts'
import { useCalendarFeed } from '#client/meetings.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import * as m from '#messages/schedule.ts'

/** The way to a member's own calendar address: made when they ask for it, and replaced when it got into other hands. */
export function CalendarFeed({ groupId }: { groupId: string }) {
  const { mutate, data, error, isPending } = useCalendarFeed(groupId)
  const [shown, setShown] = useState(false)
  const [id, field, toast] = [useId(), useRef<HTMLInputElement>(null), useToast()]
  const address = data?.address ?? ''
  const open = () => {
    setShown(true)
    mutate(false)
  }
  const copy = async () => {
    if (await copyText(address)) return toast(m.addressCopied())
    field.current?.select()
    toast(m.copyByHand())
  }
  return (
    <>
      <Button variant="plain" onClick={open}>
        {m.subscribe()}
      </Button>
      <Dialog open={shown} onClose={() => setShown(false)} title={m.subscribeTitle()}>
        <div className="space-y-4">
          <p className="text-muted">{m.feedHelp()}</p>
          <label htmlFor={id} className="sr-only">
            {m.feedLabel()}
          </label>
          <input
            id={id}
            ref={field}
            readOnly
            value={address}
            onFocus={(event) => event.currentTarget.select()}
            className="block w-full text-ellipsis rounded-md border border-line bg-raised px-3 py-1.5 font-mono text-sm target"
          />
          {error && <Notice tone="error">{error.message}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" onClick={copy} disabled={!address}>
              {m.copyAddress()}
            </Button>
            {address && (
              <a href={address.replace(/^https?:/, 'webcal:')} className="inline-flex items-center target link">
                {m.openInCalendar()}
              </a>
            )}
          </div>
          <Button
            variant="plain"
            size="small"
            busy={isPending}
            onClick={() => mutate(true, { onSuccess: () => toast(m.addressReplaced()) })}
          >
            {m.replaceAddress()}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
