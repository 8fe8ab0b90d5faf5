'use client'

import { useState } from 'react'
import type { RearrangeProps } from '#components/meetings/rearrange-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { later } from '#components/ui/later.tsx'
import * as m from '#messages/schedule.ts'

// It brings the arithmetic of time zones with it, which no page needs before.
const Form = later(async () => (await import('#components/meetings/rearrange-form.tsx')).RearrangeForm)

/** For facilitators: skip, split or merge a meeting, or add one. */
export function RearrangeButton(props: Omit<RearrangeProps, 'close'>) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const words = props.meeting ? m.rearrange() : m.addOne()
  return (
    <>
      <Button onClick={() => setOpen(true)} onPointerEnter={() => void Form.prepare()}>
        {words}
      </Button>
      <Dialog open={open} onClose={close} title={props.meeting ? m.rearrangeTitle() : words}>
        <Form {...props} close={close} />
      </Dialog>
    </>
  )
}
