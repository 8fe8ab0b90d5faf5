import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Whoever went into something with the keyboard goes back to where they were when it goes away.
 * @returns what is to be called when the focus comes into it
 */
export function useFocusBack(box: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const from = useRef<EventTarget | null>(null)
  useLayoutEffect(() => {
    const own = box.current
    return () => {
      if (own?.contains(document.activeElement) && from.current instanceof HTMLElement) from.current.focus({ preventScroll: true })
    }
  }, [box])
  return ({ relatedTarget, currentTarget }) => {
    if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget
  }
}
