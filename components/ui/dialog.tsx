'use client'

import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'

type DialogProps = {
  open: boolean
  /** Called for every way out: the close button, Escape, a click beside the dialog. */
  onClose: () => void
  title: string
  children: ReactNode
}

/** A modal native <dialog>: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  // The padding is on the inner box, so a click on the dialog itself is a click on the backdrop.
  const closeOnBackdrop = (event: MouseEvent) => event.target === dialog.current && dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog already; this is the pointer's way out
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={closeOnBackdrop}
      className="m-auto max-h-[90dvh] w-[min(34rem,calc(100vw-2rem))] wrap-anywhere rounded-lg border border-line bg-raised text-ink"
    >
      {open && (
        <div className="p-5">
          <div className="mb-3 flex items-start justify-between gap-4">
            <h2 id={titleId} className="min-w-0">
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              onClick={() => dialog.current?.close()}
              className="-m-2 inline-flex items-center justify-center rounded-md text-muted target hover:bg-line"
            >
              <X aria-hidden size={20} />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
