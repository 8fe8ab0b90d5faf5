'use client'

import { X } from 'lucide-react'
import {
  createContext,
  type FocusEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useFocusBack } from '#components/ui/use-focus-back.ts'
import { useRequired } from '#components/ui/use-required.ts'

type Action = { label: string; run: () => void }
type Toast = { id: number; message: string; action: Action | undefined }
type ShowToast = (message: string, action?: Action) => void

const ToastContext = createContext<ShowToast | null>(null)
const BoxContext = createContext<RefObject<HTMLElement | null>>({ current: null })
let lastId = 0

/** Above the bars at the foot of the window, and above what else has to be pressed there. */
const FOOT = 'bottom-[calc(var(--bottom-bar,0px)+var(--changes-bar,0px)+max(var(--menu-room,0px),var(--sheet-room,0px)))]'

/** How long a message stays when nobody points at it, in milliseconds; longer when there is something to press. */
const STAY = 6_000
const STAY_WITH_ACTION = 15_000

/**
 * @returns a function that shows one sentence at the foot of the page, announced politely, with an action such as Undo if given
 * @throws Error outside of ToastRegion
 */
export function useToast(): ShowToast {
  return useRequired(ToastContext, 'ToastRegion')
}

/** @returns a function that tells in a message what went wrong, where no form stands beside it that could */
export function useTellFailure(): (failure: unknown) => void {
  const toast = useToast()
  return useCallback((failure) => toast(failure instanceof Error ? failure.message : String(failure)), [toast])
}

/**
 * Keeps messages off what is to be pressed at the foot of the window, as long as it is there. Told to the box of messages alone: what the
 * page's other elements inherit makes the browser look at all of them.
 * @param part what is there
 * @param room how far above the bars at the foot messages are to stand, a CSS length; null while there is nothing
 */
export function useRoomBelowToasts(part: 'menu' | 'sheet', room: string | null): void {
  const box = useContext(BoxContext)
  useLayoutEffect(() => {
    const style = box.current?.style
    if (!style || room === null) return
    style.setProperty(`--${part}-room`, room)
    return () => void style.removeProperty(`--${part}-room`)
  }, [box, part, room])
}

/** Holds the messages of the page. One at a time: a new message replaces the last. */
export function ToastRegion({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const show = useCallback<ShowToast>((message, action) => {
    lastId += 1
    setToast({ id: lastId, message, action })
  }, [])
  const close = useCallback(() => setToast(null), [])
  const box = useRef<HTMLDivElement>(null)
  return (
    <ToastContext value={show}>
      <BoxContext value={box}>{children}</BoxContext>
      <div ref={box} role="status" className={`no-print pointer-events-none fixed inset-x-0 z-50 flex justify-center p-4 ${FOOT}`}>
        {toast && <ToastBox key={toast.id} toast={toast} close={close} />}
      </div>
    </ToastContext>
  )
}

function ToastBox({ toast, close }: { toast: Toast; close: () => void }) {
  const [held, setHeld] = useState(false)
  const { message, action } = toast
  const box = useRef<HTMLDivElement>(null)
  const onFocus = useFocusBack(box)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(close, action ? STAY_WITH_ACTION : STAY)
    return () => clearTimeout(timer)
  }, [held, close, action])
  const hold = {
    onMouseEnter: () => setHeld(true),
    onFocus(event: FocusEvent) {
      onFocus(event)
      setHeld(true)
    },
  }
  const release = { onMouseLeave: () => setHeld(false), onBlur: () => setHeld(false) }
  return (
    <div
      ref={box}
      {...hold}
      {...release}
      className="pointer-events-auto flex items-center gap-2 rounded-md border border-ink bg-ink py-1 pr-1 pl-4 text-paper shadow-lg"
    >
      <span className="wrap-anywhere">{message}</span>
      {action && (
        <button
          type="button"
          className="shrink-0 rounded-sm px-2 font-semibold underline underline-offset-4 target focus-visible:outline-paper"
          onClick={() => {
            action.run()
            close()
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="inline-flex shrink-0 items-center justify-center target focus-visible:outline-paper"
        onClick={close}
      >
        <X aria-hidden size={18} />
      </button>
    </div>
  )
}
